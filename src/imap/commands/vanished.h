#pragma once

#include "base/result.h"
#include "base/task.h"
#include "imap/proto/sequence_set.h"
#include "mail/ids.h"

namespace postamt::imap {

class Session;

/// The UIDs among `known` that were expunged from the selected mailbox after `since`. Where the
/// tombstones of that time are gone already, all that are missing from `first` on: more than
/// needed, never too few (RFC 7162 section 3.2.5.1).
Task<Result<proto::NumberSet>>
vanishedSince(Session* session, mail::ModSeq since, proto::NumberSet known, std::uint32_t first);

} // namespace postamt::imap
