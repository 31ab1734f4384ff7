#include "mail/account_pool.h"

#include <algorithm>
#include <utility>

namespace postamt::mail {

AccountPool::AccountPool(Surroundings surroundings, std::size_t kept)
    : surroundings_(surroundings), kept_(kept)
{
}

Task<Result<std::shared_ptr<Account>>> AccountPool::account(AccountId id)
{
    std::optional<Oneshot<Loaded>> waiting;
    {
        const std::lock_guard lock(mutex_);
        Entry& entry = entries_[id];
        if (auto account = entry.account.lock()) {
            keep(account);
            co_return account;
        }
        if (entry.isLoading)
            waiting = entry.waiting.emplace_back();
        entry.isLoading = true;
    }
    if (waiting)
        co_return co_await waiting->wait();

    auto loaded = co_await Account::load(id, surroundings_);
    std::vector<Oneshot<Loaded>> others;
    {
        const std::lock_guard lock(mutex_);
        Entry& entry = entries_[id];
        entry.isLoading = false;
        others = std::exchange(entry.waiting, {});
        if (loaded) {
            entry.account = *loaded;
            keep(*loaded);
        } else {
            entries_.erase(id);
        }
    }
    for (const auto& other : others)
        other.set(loaded);
    co_return loaded;
}

/// With the lock held.
void AccountPool::keep(const std::shared_ptr<Account>& account)
{
    const auto place = std::ranges::find(recent_, account);
    if (place != recent_.end()) {
        recent_.splice(recent_.begin(), recent_, place);
        return;
    }
    recent_.push_front(account);
    if (recent_.size() <= kept_)
        return;
    recent_.pop_back();
    if (entries_.size() > kept_ * 4)
        std::erase_if(entries_, [](const auto& entry) {
            return entry.second.account.expired() && !entry.second.isLoading;
        });
}

} // namespace postamt::mail
