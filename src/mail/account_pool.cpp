#include "mail/account_pool.h"

#include <algorithm>
#include <utility>

namespace postamt::mail {

AccountPool::AccountPool(Surroundings surroundings, std::size_t kept)
    : surroundings_(surroundings), kept_(kept)
{
}

/// Ends a load whatever becomes of it, also when the session that asked first is torn down: others
/// wait for it.
class AccountPool::Loading {
public:
    Loading(AccountPool& pool, AccountId id) : pool_(pool), id_(id) { }

    Loading(const Loading&) = delete;
    Loading& operator=(const Loading&) = delete;

    ~Loading() { pool_.loaded(id_, result); }

    Loaded result = temporary("the load of the account was broken off");

private:
    AccountPool& pool_;
    AccountId id_;
};

Task<Result<std::shared_ptr<Account>>> AccountPool::account(AccountId id)
{
    std::optional<Oneshot<Loaded>> waiting;
    std::shared_ptr<Account> dropped; // freed without the lock
    {
        const std::lock_guard lock(mutex_);
        Entry& entry = entries_[id];
        if (auto account = entry.account.lock()) {
            dropped = keep(account);
            co_return account;
        }
        if (entry.isLoading)
            waiting = entry.waiting.emplace_back();
        entry.isLoading = true;
    }
    if (waiting)
        co_return co_await waiting->wait();

    Loading loading(*this, id);
    loading.result = co_await Account::load(id, surroundings_);
    co_return loading.result;
}

void AccountPool::loaded(AccountId id, const Loaded& result)
{
    std::vector<Oneshot<Loaded>> others;
    std::shared_ptr<Account> dropped; // freed without the lock
    {
        const std::lock_guard lock(mutex_);
        Entry& entry = entries_[id];
        entry.isLoading = false;
        others = std::exchange(entry.waiting, {});
        if (result) {
            entry.account = *result;
            dropped = keep(*result);
        } else {
            entries_.erase(id);
        }
    }
    for (const auto& other : others)
        other.set(result);
}

/// Makes an account the most recently used; gives back the one that goes for it, if any. With the
/// lock held.
std::shared_ptr<Account> AccountPool::keep(std::shared_ptr<Account> account)
{
    const auto place = std::ranges::find(recent_, account);
    if (place != recent_.end()) {
        recent_.splice(recent_.begin(), recent_, place);
        return nullptr;
    }
    recent_.push_front(std::move(account));
    if (recent_.size() <= kept_)
        return nullptr;
    auto dropped = std::move(recent_.back());
    recent_.pop_back();
    if (entries_.size() > kept_ * 4)
        std::erase_if(entries_, [](const auto& entry) {
            return entry.second.account.expired() && !entry.second.isLoading;
        });
    return dropped;
}

} // namespace postamt::mail
