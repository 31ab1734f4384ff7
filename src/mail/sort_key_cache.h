#pragma once

#include "mail/account.h"
#include "mail/progress.h"
#include "mail/sort_keys.h"

#include <list>
#include <memory>
#include <mutex>
#include <vector>

namespace postamt::mail {

/// A mailbox whose texts are ordered by a collation.
struct CollatedMailbox {
    CollatedMailbox(MailboxId mailbox, text::Collation by = text::Collation::UnicodeCasemap)
        : id(mailbox), collation(by)
    {
    }

    MailboxId id;
    text::Collation collation;

    bool operator==(const CollatedMailbox&) const = default;
};

/// The keys of a mailbox, for whoever holds the lock.
struct SharedSortKeys {
    explicit SharedSortKeys(text::Collation collation) : keys(collation) { }

    std::mutex mutex;
    SortKeys keys;
};

using SharedSortKeysRef = std::shared_ptr<SharedSortKeys>;

/// Keeps the sort keys of the mailboxes that were sorted or threaded last, for all sessions
/// together, in a bounded amount of memory; each collation has its own. May be used from any thread.
class SortKeyCache {
public:
    static constexpr std::size_t defaultBytes = std::size_t{64} << 20U;

    explicit SortKeyCache(std::size_t maxBytes = defaultBytes) : maxBytes_(maxBytes) { }

    /// The keys of a mailbox; empty ones if none are kept.
    SharedSortKeysRef keysOf(AccountId account, CollatedMailbox mailbox);

    /// Takes note of how large the keys of a mailbox are now, and drops those of others, the least
    /// recently used first, as long as all together are too large; keys that alone are too large go
    /// as well.
    void resized(AccountId account, CollatedMailbox mailbox, std::size_t bytes);

    /// Forgets the keys of a mailbox.
    void drop(AccountId account, CollatedMailbox mailbox);

    std::size_t bytes() const;

private:
    struct Entry {
        AccountId account;
        CollatedMailbox mailbox;
        SharedSortKeysRef keys;
        std::size_t bytes = 0;
    };

    std::list<Entry>::iterator find(AccountId account, CollatedMailbox mailbox);

    const std::size_t maxBytes_;
    mutable std::mutex mutex_;
    std::list<Entry> entries_; ///< most recently used first
    std::size_t bytes_ = 0;
};

/// The keys of a mailbox of so many `messages`, with those of all `uids`, which ascend: what is
/// missing is read on workers, in slices. Messages whose summary is gone have empty keys.
Task<Result<SharedSortKeysRef>> loadSortKeys(
    SortKeyCache* cache,
    std::shared_ptr<Account> account,
    CollatedMailbox mailbox,
    std::size_t messages,
    std::shared_ptr<const std::vector<Uid>> uids,
    ProgressReport progress
);

} // namespace postamt::mail
