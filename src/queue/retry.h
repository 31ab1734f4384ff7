#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace postamt::queue {

/// When a message that could not be sent is tried again, and when it is given up (RFC 5321 section
/// 4.5.4.1).
struct Retry {
    std::chrono::seconds first{5 * 60};
    std::chrono::seconds longest{4 * 3600};
    std::chrono::seconds giveUp{5 * 86400}; ///< after it was queued

    /// The wait after that many attempts, from 1: `first`, then twice as long each time.
    std::chrono::seconds wait(std::uint32_t attempts) const
    {
        auto out = first;
        for (std::uint32_t i = 1; i < attempts && out < longest; ++i)
            out *= 2;
        return std::min(out, longest);
    }
};

} // namespace postamt::queue
