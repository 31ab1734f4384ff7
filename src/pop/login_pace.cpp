#include "pop/login_pace.h"

#include <algorithm>

namespace postamt::pop {

namespace {

/// A clock that was set back holds nobody up.
bool isTooSoon(UnixSeconds last, UnixSeconds now, UnixSeconds delay)
{
    return last <= now && now - last < delay;
}

} // namespace

bool LoginPace::admit(mail::AccountId account, UnixSeconds now, UnixSeconds delay)
{
    if (delay <= 0)
        return true;
    const std::lock_guard lock(mutex_);
    const auto found = last_.find(account);
    if (found != last_.end() && isTooSoon(found->second, now, delay))
        return false;
    last_[account] = now;
    if (last_.size() >= sweepAt_) {
        std::erase_if(last_, [&](const auto& entry) {
            return !isTooSoon(entry.second, now, delay);
        });
        sweepAt_ = std::max<std::size_t>(1024, 2 * last_.size());
    }
    return true;
}

std::size_t LoginPace::size() const
{
    const std::lock_guard lock(mutex_);
    return last_.size();
}

} // namespace postamt::pop
