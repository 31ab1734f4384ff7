#pragma once

#include "base/task.h"

#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <chrono>
#include <memory>

namespace postamt {

/// A wait that can be cut short: one task waits, anyone rings.
class Alarm {
public:
    /// wait() is called upon this executor only.
    explicit Alarm(Executor executor);

    /// Waits until the time is over or it rings. A ring that came since the last wait() counts.
    Task<> wait(std::chrono::milliseconds time);

    /// From any thread; several rings before a wait() count once.
    void ring();

private:
    struct State {
        explicit State(const Executor& executor) : timer(executor) { }

        boost::asio::steady_timer timer;
        std::atomic<bool> rung = false;
    };

    std::shared_ptr<State> state_; ///< a ring on its way may outlive the Alarm
};

} // namespace postamt
