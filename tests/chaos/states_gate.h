#pragma once

#include "states_broken.h"

#include <condition_variable>
#include <mutex>

namespace postamt::chaos {

/// Where all players meet. One who finds something wrong stops all.
class Gate {
public:
    /// So many will meet.
    void expect(unsigned players)
    {
        const std::lock_guard lock(mutex_);
        expected_ = players;
        arrived_ = 0;
    }

    /// A player has come, and waits until it is let through. Throws Stopped if the run is over.
    void arrive()
    {
        std::unique_lock lock(mutex_);
        const auto generation = generation_;
        ++arrived_;
        changed_.notify_all();
        changed_.wait(lock, [&] { return generation_ != generation || stopped_; });
        if (stopped_)
            throw Stopped();
    }

    /// Waits for all; false if the run is over.
    bool waitForAll()
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return arrived_ == expected_ || stopped_; });
        return !stopped_;
    }

    /// Lets all through who wait.
    void open()
    {
        const std::lock_guard lock(mutex_);
        arrived_ = 0;
        ++generation_;
        changed_.notify_all();
    }

    void stop()
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        changed_.notify_all();
    }

    bool isStopped() const
    {
        const std::lock_guard lock(mutex_);
        return stopped_;
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    unsigned expected_ = 0;
    unsigned arrived_ = 0;
    unsigned generation_ = 0;
    bool stopped_ = false;
};

} // namespace postamt::chaos
