#pragma once

#include "mail/account.h"
#include "mail/sort_key_cache.h"

#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace postamt::mail {

/// The accounts in use: one Account object for each, however many sessions and deliveries ask for
/// it. Accounts that no one uses are kept a while, the least recently used go first. It outlives
/// the Tasks it gave.
class AccountPool {
public:
    /// `kept`: how many unused accounts stay in memory.
    explicit AccountPool(Surroundings surroundings, std::size_t kept = 256);

    /// The account; loaded, and made on first use.
    Task<Result<std::shared_ptr<Account>>> account(AccountId id);

    /// What SORT and THREAD keep of the mailboxes of all accounts.
    SortKeyCache& sortKeys() { return sortKeys_; }

private:
    using Loaded = Result<std::shared_ptr<Account>>;

    struct Entry {
        std::weak_ptr<Account> account;
        bool isLoading = false;
        std::vector<Oneshot<Loaded>> waiting;
    };

    class Loading;

    void loaded(AccountId id, const Loaded& result);
    std::shared_ptr<Account> keep(std::shared_ptr<Account> account);

    const Surroundings surroundings_;
    const std::size_t kept_;
    SortKeyCache sortKeys_;
    std::mutex mutex_;
    std::unordered_map<AccountId, Entry> entries_;
    std::list<std::shared_ptr<Account>> recent_; ///< most recent first
};

} // namespace postamt::mail
