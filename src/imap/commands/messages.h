#pragma once

#include "imap/proto/sequence_set.h"
#include "imap/selected.h"
#include "mail/view.h"

#include <vector>

namespace postamt::imap {

/// The messages a set names, as the session knows them, ascending: by message number or by UID, or
/// the saved search result (`$`). A UID without a message is no error; a message number without one
/// is Bad (RFC 9051 section 9, seq-number).
Result<std::vector<mail::Row>>
messagesOf(const Selected& selected, const proto::SequenceSet& set, bool byUid);

/// UIDs of rows, which are in ascending order.
proto::NumberSet uidsOf(const std::vector<mail::Row>& rows);

} // namespace postamt::imap
