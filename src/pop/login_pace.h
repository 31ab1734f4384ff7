#pragma once

#include "base/clock.h"
#include "mail/ids.h"

#include <cstddef>
#include <mutex>
#include <unordered_map>

namespace postamt::pop {

/// When users logged in last, to keep them from doing so too often (LOGIN-DELAY, RFC 2449 section
/// 6.5). It is forgotten with the process. Used from any thread.
class LoginPace {
public:
    /// True if the account may log in now, `delay` seconds after the last time or later, and then
    /// this is the last time. With 0 it always may.
    bool admit(mail::AccountId account, UnixSeconds now, UnixSeconds delay);

    /// How many accounts are remembered.
    std::size_t size() const;

private:
    mutable std::mutex mutex_;
    std::unordered_map<mail::AccountId, UnixSeconds> last_;
    std::size_t sweepAt_ = 1024; ///< accounts; then those that may log in again are forgotten
};

} // namespace postamt::pop
