#include "mail/sort_key_cache.h"

#include "mail/loader.h"

#include <algorithm>
#include <utility>

namespace postamt::mail {

namespace {

// One slice: some milliseconds of a worker.
constexpr std::size_t sliceMessages = 1024;

// Keys of expunged messages stay until they are as many as the others, and so many more.
constexpr std::size_t spareKeys = 10'000;

/// Reads the keys of these messages.
Result<> readSlice(
    store::Engine& engine,
    AccountId account,
    MailboxId mailbox,
    SharedSortKeys& shared,
    const std::vector<Uid>& uids
)
{
    const auto stored = readSummaries(engine, account, mailbox, uids);
    if (!stored)
        return std::unexpected(stored.error());
    const std::lock_guard lock(shared.mutex);
    Result<> outcome;
    for (std::size_t i = 0; i < uids.size() && outcome; ++i)
        outcome = shared.keys.add(uids[i], (*stored)[i]);
    shared.keys.settle();
    return outcome;
}

} // namespace

std::list<SortKeyCache::Entry>::iterator SortKeyCache::find(AccountId account, CollatedMailbox mailbox)
{
    return std::ranges::find_if(entries_, [&](const Entry& entry) {
        return entry.account == account && entry.mailbox == mailbox;
    });
}

SharedSortKeysRef SortKeyCache::keysOf(AccountId account, CollatedMailbox mailbox)
{
    const std::lock_guard lock(mutex_);
    const auto known = find(account, mailbox);
    if (known == entries_.end())
        entries_.push_front(
            {account, mailbox, std::make_shared<SharedSortKeys>(mailbox.collation), 0}
        );
    else
        entries_.splice(entries_.begin(), entries_, known);
    return entries_.front().keys;
}

void SortKeyCache::resized(AccountId account, CollatedMailbox mailbox, std::size_t bytes)
{
    std::list<Entry> dropped; // freed without the lock
    const std::lock_guard lock(mutex_);
    const auto known = find(account, mailbox);
    if (known == entries_.end())
        return;
    bytes_ += bytes - std::exchange(known->bytes, bytes);
    entries_.splice(entries_.begin(), entries_, known);
    if (bytes > maxBytes_) {
        bytes_ -= bytes;
        dropped.splice(dropped.begin(), entries_, entries_.begin());
    }
    while (bytes_ > maxBytes_) {
        bytes_ -= entries_.back().bytes;
        dropped.splice(dropped.begin(), entries_, std::prev(entries_.end()));
    }
}

void SortKeyCache::drop(AccountId account, CollatedMailbox mailbox)
{
    std::list<Entry> dropped; // freed without the lock
    const std::lock_guard lock(mutex_);
    const auto known = find(account, mailbox);
    if (known == entries_.end())
        return;
    bytes_ -= known->bytes;
    dropped.splice(dropped.begin(), entries_, known);
}

std::size_t SortKeyCache::bytes() const
{
    const std::lock_guard lock(mutex_);
    return bytes_;
}

Task<Result<SharedSortKeysRef>> loadSortKeys(
    SortKeyCache* cache,
    std::shared_ptr<Account> account,
    CollatedMailbox mailbox,
    std::size_t messages,
    std::shared_ptr<const std::vector<Uid>> uids,
    ProgressReport progress
)
{
    auto shared = cache->keysOf(account->id(), mailbox);
    bool isFull = false;
    {
        const std::lock_guard lock(shared->mutex);
        isFull = shared->keys.entries().size() > 2 * messages + spareKeys;
    }
    if (isFull) {
        cache->drop(account->id(), mailbox);
        shared = cache->keysOf(account->id(), mailbox);
    }
    std::size_t read = 0;
    for (;;) {
        std::vector<Uid> missing;
        {
            const std::lock_guard lock(shared->mutex);
            missing = shared->keys.missing(*uids, sliceMessages);
        }
        if (missing.empty())
            break;
        read += missing.size();
        Account::Read work
            = [shared, account = account->id(), mailbox = mailbox.id, missing = std::move(missing)](
                  store::Engine& engine
              ) { return readSlice(engine, account, mailbox, *shared, missing); };
        const auto done = co_await account->read(std::move(work));
        if (!done)
            co_return std::unexpected(done.error());
        if (!progress)
            continue;
        const bool goesOn = co_await progress(std::min(read, uids->size()), uids->size());
        if (!goesOn)
            co_return std::unexpected(givenUp());
    }
    std::size_t bytes = 0;
    {
        const std::lock_guard lock(shared->mutex);
        bytes = shared->keys.bytes();
    }
    cache->resized(account->id(), mailbox, bytes);
    co_return shared;
}

} // namespace postamt::mail
