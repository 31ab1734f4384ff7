#include "accounts/seat.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace postamt::accounts {

Seat::Seat(
    SessionLimit::Ticket ticket, mail::AccountId account, Protocol protocol, LoginGround ground
)
    : ticket_(std::move(ticket))
    , account_(account)
    , protocol_(protocol)
    , ground_(std::move(ground))
{
}

void Seat::whenLost(std::function<void()> wake)
{
    {
        const std::lock_guard lock(mutex_);
        if (!isLost()) {
            wake_ = std::move(wake);
            return;
        }
    }
    wake();
}

void Seat::lose(std::string reason)
{
    std::function<void()> wake;
    {
        const std::lock_guard lock(mutex_);
        if (isLost())
            return;
        reason_ = std::move(reason);
        isLost_.store(true, std::memory_order_release);
        wake = std::exchange(wake_, nullptr);
    }
    if (wake)
        wake();
}

void Seats::add(const std::shared_ptr<Seat>& seat)
{
    const std::lock_guard lock(mutex_);
    if (seats_.size() >= cleanAt_) {
        std::erase_if(seats_, [](const auto& entry) { return entry.second.expired(); });
        // Twice what is left: so an entry costs a constant time over its life.
        cleanAt_ = std::max<std::size_t>(64, 2 * seats_.size());
    }
    seats_.emplace(seat->account(), seat);
}

void Seats::review(mail::AccountId account, const Objection& objection)
{
    std::vector<std::shared_ptr<Seat>> taken;
    {
        const std::lock_guard lock(mutex_);
        const auto [first, last] = seats_.equal_range(account);
        for (auto entry = first; entry != last; ++entry) {
            if (auto seat = entry->second.lock())
                taken.push_back(std::move(seat));
        }
    }
    // Without the lock: the last holder of a seat may let go of it meanwhile.
    for (const auto& seat : taken) {
        if (auto reason = objection(*seat))
            seat->lose(std::move(*reason));
    }
}

void Seats::review(const Objection& objection)
{
    std::vector<mail::AccountId> accounts;
    {
        const std::lock_guard lock(mutex_);
        for (auto entry = seats_.begin(); entry != seats_.end();
             entry = seats_.upper_bound(entry->first))
            accounts.push_back(entry->first);
    }
    for (const auto account : accounts)
        review(account, objection);
}

} // namespace postamt::accounts
