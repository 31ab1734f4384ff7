#include "mail/check.h"

#include "mail/account_check.h"
#include "mail/keys.h"

#include <fmt/core.h>

#include <utility>
#include <vector>

namespace postamt::mail {

namespace {

// An account that changes so often during its check is left for the next time.
constexpr int maxTries = 20;

Result<> checkAccount(
    store::Engine& engine,
    AccountId account,
    Checked& total,
    const std::function<void(const Finding&)>& report
)
{
    for (int i = 0; i < maxTries; ++i) {
        const auto before = engine.version(account);
        if (!before)
            return std::unexpected(before.error());
        AccountCheck one(engine, account, *before);
        if (auto done = one.run(); !done)
            return done;
        const auto after = engine.version(account);
        if (!after)
            return std::unexpected(after.error());
        if (*before != *after)
            continue;
        ++total.accounts;
        total.mailboxes += one.counts().mailboxes;
        total.messages += one.counts().messages;
        total.tombstones += one.counts().tombstones;
        total.findings += one.findings().size();
        for (const auto& text : one.findings())
            report({account, text});
        return {};
    }
    ++total.findings;
    report({account, "the account changed all the time and was not checked"});
    return {};
}

Result<bool> hasItsHash(store::Engine& engine, const store::BlobId& id)
{
    store::BlobHasher hasher;
    for (std::uint64_t offset = 0;;) {
        auto piece = engine.blob(id, offset, store::blobPiece);
        if (!piece && piece.error().code == "NONEXISTENT")
            return true; // purged meanwhile; who holds it was looked at before
        if (!piece && piece.error().fault == Fault::Internal)
            return false; // so damaged that the engine sees it, too
        if (!piece)
            return std::unexpected(piece.error());
        hasher.update(*piece);
        offset += piece->size();
        if (piece->size() < store::blobPiece)
            return hasher.finish() == id;
    }
}

Result<> checkHashes(
    store::Engine& engine,
    const std::vector<store::BlobId>& bodies,
    Checked& total,
    const std::function<void(const Finding&)>& report
)
{
    for (const auto& id : bodies) {
        const auto right = hasItsHash(engine, id);
        if (!right)
            return std::unexpected(right.error());
        if (*right)
            continue;
        ++total.findings;
        report({AccountId(), fmt::format("body {} is damaged", id.hex())});
    }
    return {};
}

} // namespace

Result<Checked> check(
    store::Engine& engine,
    const CheckOptions& options,
    const std::function<void(const Finding&)>& report
)
{
    std::vector<AccountId> accounts;
    auto listed = engine.partitions([&](store::Partition partition, store::Version) {
        if (keys::isAccount(partition))
            accounts.push_back(partition);
        return true;
    });
    if (!listed)
        return std::unexpected(listed.error());
    Checked total;
    for (const auto account : accounts) {
        if (auto done = checkAccount(engine, account, total, report); !done)
            return std::unexpected(done.error());
    }
    std::vector<store::BlobId> bodies;
    listed = engine.blobs([&](const store::BlobId& id, std::uint64_t) {
        ++total.bodies;
        if (options.hashes)
            bodies.push_back(id);
        return true;
    });
    if (!listed)
        return std::unexpected(listed.error());
    if (auto done = checkHashes(engine, bodies, total, report); !done)
        return std::unexpected(done.error());
    return total;
}

} // namespace postamt::mail
