#pragma once

#include "mail/draft.h"
#include "mail/keys.h"
#include "store/engine.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::mail {

// Reading an account's records from the store. All of these block.

/// The state of an account as stored, with the rows of those mailboxes that are `open`; empty if it
/// was never written.
Result<AccountStateRef>
loadState(store::Engine& engine, AccountId account, const std::vector<MailboxId>& open = {});

Result<SnapshotRef> readRows(store::Engine& engine, AccountId account, MailboxId mailbox);

/// Those of whom so many summaries are read, part by part, are not kept ready in memory: they would
/// only take the place of each other.
constexpr std::size_t manySummaries = 2000;

/// Gets a stored summary where it lies, and the place of its UID among those asked for. A mistake
/// ends the reading.
using SummaryVisitor = std::function<Result<>(std::size_t place, std::string_view summary)>;

/// Visits stored summaries in the order asked, however often; not those that are not there.
/// `isReadOnce`: they are part of a reading of many (manySummaries).
Result<> visitSummaries(
    store::Engine& engine,
    AccountId account,
    MailboxId mailbox,
    const std::vector<Uid>& uids,
    bool isReadOnce,
    const SummaryVisitor& visit
);

/// The same, copied; an empty string where there is none.
Result<std::vector<std::string>> readSummaries(
    store::Engine& engine,
    AccountId account,
    MailboxId mailbox,
    const std::vector<Uid>& uids,
    bool isReadOnce = false
);

/// The UIDs of the messages in a mailbox whose body's name begins so, ascending.
Result<std::vector<Uid>> readHolders(
    store::Engine& engine, AccountId account, MailboxId mailbox, std::string_view blobPrefix
);

/// The messages of the account with this body, in all its mailboxes; among them may be some that
/// were expunged not long ago.
Result<std::vector<keys::HolderKey>>
readHolders(store::Engine& engine, AccountId account, const store::BlobId& blob);

/// The UIDs with a tombstone above `since`, ascending.
Result<std::vector<Uid>>
readExpunged(store::Engine& engine, AccountId account, MailboxId mailbox, ModSeq since);

/// The mailboxes that a new account has, subscribed, with their special use.
Result<> addFirstMailboxes(Draft& draft);

} // namespace postamt::mail
