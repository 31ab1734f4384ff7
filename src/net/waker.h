#pragma once

#include "net/stream.h"

#include <functional>
#include <memory>

namespace postamt::net {

/// Lets other threads wake a session's stream, which may be gone by then. Owned by the session,
/// made and destroyed on the stream's executor.
class Waker {
public:
    /// The stream must outlive the waker.
    explicit Waker(Stream& stream);
    ~Waker();
    Waker(const Waker&) = delete;
    Waker& operator=(const Waker&) = delete;

    /// From any thread, at any time: wakes the stream if there is still one.
    std::function<void()> function() const;

private:
    struct Target {
        Stream* stream; ///< used on the executor only; null once the waker is gone
        Executor executor;
    };

    std::shared_ptr<Target> target_;
};

} // namespace postamt::net
