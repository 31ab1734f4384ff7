#pragma once

#include "imap/proto/lexer.h"

#include <string>

namespace postamt::imap::proto {

/// UID EXPUNGE (RFC 9051 section 6.4.9); EXPUNGE itself has no arguments.
struct UidExpungeRequest {
    SequenceSet uids;
};

Result<UidExpungeRequest> parseUidExpunge(Lexer& lexer);

} // namespace postamt::imap::proto
