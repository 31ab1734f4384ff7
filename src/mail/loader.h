#pragma once

#include "mail/draft.h"
#include "store/engine.h"

#include <string>
#include <vector>

namespace postamt::mail {

// Reading an account's records from the store. All of these block.

/// The state of an account as stored, with the rows of those mailboxes that are `open`; empty if it
/// was never written.
Result<AccountStateRef>
loadState(store::Engine& engine, AccountId account, const std::vector<MailboxId>& open = {});

Result<SnapshotRef> readRows(store::Engine& engine, AccountId account, MailboxId mailbox);

/// Stored summaries in the order asked, however often; an empty string where there is none.
Result<std::vector<std::string>> readSummaries(
    store::Engine& engine, AccountId account, MailboxId mailbox, const std::vector<Uid>& uids
);

/// The UIDs of the messages in a mailbox whose body's name begins so, ascending.
Result<std::vector<Uid>> readHolders(
    store::Engine& engine, AccountId account, MailboxId mailbox, std::string_view blobPrefix
);

/// The UIDs with a tombstone above `since`, ascending.
Result<std::vector<Uid>>
readExpunged(store::Engine& engine, AccountId account, MailboxId mailbox, ModSeq since);

/// The mailboxes that a new account has, subscribed, with their special use.
Result<> addFirstMailboxes(Draft& draft);

} // namespace postamt::mail
