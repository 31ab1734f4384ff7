#pragma once

#include "base/result.h"
#include "base/task.h"
#include "imap/proto/status.h"
#include "mail/mailbox.h"

#include <vector>

namespace postamt::imap {

class Session;

/// What STATUS can tell of a mailbox of the session's account.
proto::StatusData statusData(const Session& session, const mail::MailboxState& mailbox);

/// The octets of the messages with \Deleted, if STATUS is asked for them: the one value that no
/// counter holds.
Task<Result<>> addDeletedStorage(
    Session* session,
    const std::vector<proto::StatusItem>* items,
    mail::MailboxRef mailbox,
    proto::StatusData* data
);

/// True if the client shows by its question that it knows mod-sequences.
bool asksForModSeq(const std::vector<proto::StatusItem>& items);

} // namespace postamt::imap
