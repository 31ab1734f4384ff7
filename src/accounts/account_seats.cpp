#include "accounts/account_seats.h"

#include <mutex>
#include <unordered_map>

namespace postamt::accounts {

struct AccountSeats::Counts {
    std::mutex mutex;
    std::size_t limit = 0;
    std::unordered_map<mail::AccountId, std::size_t> taken;

    void giveBack(mail::AccountId account)
    {
        const std::lock_guard lock(mutex);
        const auto found = taken.find(account);
        if (--found->second == 0)
            taken.erase(found);
    }
};

AccountSeats::AccountSeats(std::size_t limit) : counts_(std::make_shared<Counts>())
{
    counts_->limit = limit;
}

std::shared_ptr<void> AccountSeats::take(mail::AccountId account)
{
    const std::lock_guard lock(counts_->mutex);
    auto& taken = counts_->taken[account];
    if (taken >= counts_->limit) {
        if (taken == 0)
            counts_->taken.erase(account);
        return nullptr;
    }
    ++taken;
    // The pointer itself says nothing; its deleter is the seat.
    return {counts_.get(), [counts = counts_, account](void*) { counts->giveBack(account); }};
}

void AccountSeats::setLimit(std::size_t limit)
{
    const std::lock_guard lock(counts_->mutex);
    counts_->limit = limit;
}

} // namespace postamt::accounts
