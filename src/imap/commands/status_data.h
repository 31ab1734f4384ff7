#pragma once

#include "base/result.h"
#include "base/task.h"
#include "imap/proto/status.h"
#include "imap/sight.h"

#include <vector>

namespace postamt::imap {

class Session;

/// What STATUS can tell of a mailbox of some account.
proto::StatusData
statusData(const Session& session, mail::AccountId owner, const mail::MailboxState& mailbox);

/// The same of a mailbox of what the user sees.
proto::StatusData
statusData(const Session& session, const Sight& sight, const mail::MailboxState& mailbox);

/// Adds to the rest of the data the octets of the messages with \Deleted, if STATUS is asked for
/// them: the one value that no counter holds.
Task<Result<>> addDeletedStorage(
    std::shared_ptr<mail::Account> account,
    mail::MailboxId id,
    const std::vector<proto::StatusItem>* items,
    proto::StatusData* data
);

/// True if the client shows by its question that it knows mod-sequences.
bool asksForModSeq(const std::vector<proto::StatusItem>& items);

} // namespace postamt::imap
