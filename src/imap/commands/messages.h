#pragma once

#include "imap/proto/sequence_set.h"
#include "imap/selected.h"
#include "mail/view.h"

#include <cstdint>
#include <string>
#include <vector>

namespace postamt::imap {

/// The messages a set names, as the session knows them, ascending: by message number or by UID, or
/// the saved search result (`$`). A UID without a message is no error; a message number without one
/// is Bad (RFC 9051 section 9, seq-number).
Result<std::vector<mail::Row>>
messagesOf(const Selected& selected, const proto::SequenceSet& set, bool byUid);

/// Leaves the `limit` messages with the highest UIDs where there are more (RFC 9738 section 3.1).
/// The response code that says so, or an empty one.
std::string limitMessages(std::vector<mail::Row>& rows, std::uint64_t limit);

/// For what is done to all messages or to none: No [MESSAGELIMIT] for more of them.
Result<> checkLimit(const std::vector<mail::Row>& rows, std::uint64_t limit);

/// UIDs of rows, which are in ascending order.
proto::NumberSet uidsOf(const std::vector<mail::Row>& rows);

} // namespace postamt::imap
