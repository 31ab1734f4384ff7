#pragma once

#include "base/result.h"
#include "base/task.h"
#include "imap/proto/sequence_set.h"

#include <optional>

namespace postamt::imap {

class Session;

/// Takes the messages with \Deleted out of the selected mailbox: all of them, or those among some
/// UIDs. Tells nothing. No [READ-ONLY] after EXAMINE, [NOPERM]
/// without the right to expunge.
Task<Result<>> expungeDeleted(Session* session, std::optional<proto::NumberSet> among);

} // namespace postamt::imap
