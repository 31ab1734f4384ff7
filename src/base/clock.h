#pragma once

#include <chrono>
#include <cstdint>

namespace postamt {

/// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
using UnixSeconds = std::int64_t;

/// What time it is. Passed in wherever time matters, so that tests never sleep.
class Clock {
public:
    virtual ~Clock() = default;
    virtual std::chrono::system_clock::time_point now() const = 0;

    UnixSeconds seconds() const
    {
        return std::chrono::duration_cast<std::chrono::seconds>(now().time_since_epoch()).count();
    }
};

/// The machine's clock.
class SystemClock : public Clock {
public:
    std::chrono::system_clock::time_point now() const override
    {
        return std::chrono::system_clock::now();
    }
};

/// A clock for tests: stands still until told otherwise.
class ManualClock : public Clock {
public:
    explicit ManualClock(UnixSeconds start) : now_(std::chrono::seconds(start)) { }

    std::chrono::system_clock::time_point now() const override { return now_; }

    void advance(std::chrono::seconds by) { now_ += by; }

private:
    std::chrono::system_clock::time_point now_;
};

} // namespace postamt
