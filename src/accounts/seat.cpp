#include "accounts/seat.h"

#include <algorithm>
#include <utility>

namespace postamt::accounts {

Seat::Seat(
    SessionLimit::Ticket ticket,
    mail::AccountId account,
    Protocol protocol,
    LoginGround ground,
    Origin origin,
    std::shared_ptr<Visits> visits
)
    : ticket_(std::move(ticket))
    , account_(account)
    , protocol_(protocol)
    , ground_(std::move(ground))
    , origin_(std::move(origin))
    , visits_(std::move(visits))
{
}

// Only now is it known that the program will not say what it is.
Seat::~Seat()
{
    if (isUntold_.load(std::memory_order_relaxed))
        tell();
}

void Seat::setClient(std::string_view name)
{
    {
        const std::lock_guard lock(mutex_);
        client_ = clientName(name);
    }
    tell();
}

Visit Seat::visit() const
{
    const std::lock_guard lock(mutex_);
    return {
        .protocol = protocol_,
        .ground = ground_.kind,
        .label = ground_.kind == LoginGround::Kind::Token ? ground_.mark : ground_.label,
        .client = client_,
        .peer = origin_.peer,
        .first = origin_.since,
        .last = origin_.since,
    };
}

void Seat::tell()
{
    isUntold_.store(false, std::memory_order_relaxed);
    visits_->note(account_, visit());
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

std::vector<std::shared_ptr<Seat>> Seats::of(mail::AccountId account)
{
    std::vector<std::shared_ptr<Seat>> out;
    const std::lock_guard lock(mutex_);
    const auto [first, last] = seats_.equal_range(account);
    for (auto entry = first; entry != last; ++entry) {
        if (auto seat = entry->second.lock())
            out.push_back(std::move(seat));
    }
    return out;
}

void Seats::review(mail::AccountId account, const Objection& objection)
{
    // Without the lock: the last holder of a seat may let go of it meanwhile.
    for (const auto& seat : of(account)) {
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
