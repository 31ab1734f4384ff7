#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace postamt::store::rocks {

/// How fast mail comes in. While it comes fast, bodies are compressed in a way that costs little;
/// otherwise in one that saves room. For one thread.
class Pace {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// The pace is looked at each time that so many bytes have come.
    static constexpr std::uint64_t step = std::uint64_t(4) << 20;
    /// Fast is a step in less than this, slow again one in more than that: 2 MB/s, and 1 MB/s.
    static constexpr std::chrono::seconds fastStep{2};
    static constexpr std::chrono::seconds slowStep{4};

    explicit Pace(Time start) : begin_(start) { }

    /// Notes bytes that have come. Answers whether they come fast now, if that has changed.
    std::optional<bool> add(std::uint64_t bytes, Time now)
    {
        bytes_ += bytes;
        if (bytes_ < step)
            return std::nullopt;
        const auto taken = now - begin_;
        bytes_ = 0;
        begin_ = now;
        const bool isFast = isFast_ ? taken <= slowStep : taken < fastStep;
        if (isFast == isFast_)
            return std::nullopt;
        isFast_ = isFast;
        return isFast;
    }

private:
    Time begin_;
    std::uint64_t bytes_ = 0;
    bool isFast_ = false;
};

} // namespace postamt::store::rocks
