#include "mail/unshare.h"

#include "mail/acl.h"
#include "mail/keys.h"
#include "store/commit.h"

#include <functional>
#include <set>
#include <utility>

namespace postamt::mail {

namespace {

using Fill = std::function<Result<>(store::Batch& batch)>;

/// Commits what `fill` puts into a batch of the partition, unless that is nothing.
Result<> commitTo(store::Engine& engine, AccountId account, const Fill& fill)
{
    for (;;) {
        const auto version = engine.version(account);
        if (!version)
            return std::unexpected(version.error());
        store::Batch batch;
        batch.partition = account;
        batch.expected = *version;
        batch.next = version->next();
        if (auto filled = fill(batch); !filled)
            return filled;
        if (batch.puts.empty() && batch.removes.empty())
            return {};
        const auto committed = store::commitAndWait(engine, std::move(batch));
        if (!committed)
            return std::unexpected(committed.error());
        if (*committed == store::Committed::Done)
            return {};
    }
}

/// Visits the ACLs of an account.
Result<> forEachAcl(
    store::Engine& engine,
    AccountId account,
    const std::function<void(std::string_view key, Acl acl)>& visit
)
{
    Result<> outcome;
    auto scanned = engine.scan(
        account,
        store::KeyRange::withPrefix(keys::acls()),
        [&](std::string_view key, std::string_view value) {
            auto acl = decodeAcl(value);
            if (!acl) {
                outcome = std::unexpected(acl.error());
                return false;
            }
            visit(key, std::move(*acl));
            return true;
        }
    );
    return scanned ? outcome : scanned;
}

Result<> forgetGuest(store::Engine& engine, AccountId owner, AccountId guest)
{
    return commitTo(engine, owner, [&](store::Batch& batch) {
        return forEachAcl(engine, owner, [&](std::string_view key, Acl acl) {
            if (!acl.forget(guest))
                return;
            if (acl.isEmpty())
                batch.removes.emplace_back(key);
            else
                batch.puts.push_back({std::string(key), encodeAcl(acl)});
        });
    });
}

Result<> forgetSharer(store::Engine& engine, AccountId guest, AccountId owner)
{
    return commitTo(engine, guest, [&](store::Batch& batch) -> Result<> {
        const auto key = keys::sharer(owner);
        const auto known = engine.get(guest, key);
        if (!known)
            return std::unexpected(known.error());
        if (*known)
            batch.removes.push_back(key);
        return {};
    });
}

} // namespace

Result<> unshare(store::Engine& engine, AccountId account)
{
    std::set<AccountId> owners;
    auto scanned = engine.scan(
        account,
        store::KeyRange::withPrefix(keys::sharers()),
        [&](std::string_view key, std::string_view) {
            if (const auto owner = keys::parseSharer(key))
                owners.insert(*owner);
            return true;
        }
    );
    if (!scanned)
        return scanned;
    std::set<AccountId> guests;
    auto looked = forEachAcl(engine, account, [&](std::string_view, const Acl& acl) {
        for (const auto& entry : acl.entries()) {
            if (keys::isAccount(entry.account))
                guests.insert(entry.account);
        }
    });
    if (!looked)
        return looked;
    for (const auto owner : owners) {
        if (auto done = forgetGuest(engine, owner, account); !done)
            return done;
    }
    for (const auto guest : guests) {
        if (auto done = forgetSharer(engine, guest, account); !done)
            return done;
    }
    return {};
}

} // namespace postamt::mail
