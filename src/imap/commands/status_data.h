#pragma once

#include "imap/proto/status.h"
#include "mail/mailbox.h"

#include <cstdint>
#include <vector>

namespace postamt::imap {

/// What STATUS can tell of a mailbox.
proto::StatusData statusData(const mail::MailboxRecord& record, std::uint64_t messageLimit);

/// True if the client shows by its question that it knows mod-sequences.
bool asksForModSeq(const std::vector<proto::StatusItem>& items);

} // namespace postamt::imap
