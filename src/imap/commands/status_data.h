#pragma once

#include "imap/proto/status.h"
#include "mail/mailbox.h"

#include <vector>

namespace postamt::imap {

class Session;

/// What STATUS can tell of a mailbox of the session's account.
proto::StatusData statusData(const Session& session, const mail::MailboxState& mailbox);

/// True if the client shows by its question that it knows mod-sequences.
bool asksForModSeq(const std::vector<proto::StatusItem>& items);

} // namespace postamt::imap
