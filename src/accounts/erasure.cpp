#include "accounts/erasure.h"

#include "base/fault_point.h"
#include "mail/unshare.h"
#include "store/commit.h"

namespace postamt::accounts {

namespace {

constexpr std::size_t piece = 1000; // records, and blobs, in a commit

/// Puts the next records and blobs to be removed into a batch.
Result<> fill(store::Engine& engine, store::Batch& batch)
{
    auto scanned = engine.scan(batch.partition, {}, [&](std::string_view key, std::string_view) {
        batch.removes.emplace_back(key);
        return batch.removes.size() < piece;
    });
    if (!scanned)
        return scanned;
    return engine.links(batch.partition, [&](const store::BlobId& id) {
        batch.unlinked.push_back(id);
        return batch.unlinked.size() < piece;
    });
}

} // namespace

Result<> eraseMail(store::Engine& engine, mail::AccountId id)
{
    for (;;) {
        store::Batch batch;
        batch.partition = id;
        const auto version = engine.version(id);
        if (!version)
            return std::unexpected(version.error());
        batch.expected = *version;
        batch.next = version->next();
        if (auto filled = fill(engine, batch); !filled)
            return filled;
        if (batch.removes.empty() && batch.unlinked.empty())
            return {};
        const auto committed = store::commitAndWait(engine, std::move(batch));
        if (!committed)
            return std::unexpected(committed.error());
        faultPoint("erasure.step");
    }
}

Result<> eraseRemoved(store::Engine& engine, Directory& directory)
{
    const auto removed = directory.erasures();
    if (!removed)
        return std::unexpected(removed.error());
    for (const auto id : *removed) {
        if (auto unshared = mail::unshare(engine, id); !unshared)
            return unshared;
        if (auto erased = eraseMail(engine, id); !erased)
            return erased;
        if (auto finished = directory.finishErasure(id); !finished)
            return finished;
    }
    return {};
}

} // namespace postamt::accounts
