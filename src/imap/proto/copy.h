#pragma once

#include "imap/proto/lexer.h"

#include <string>

namespace postamt::imap::proto {

/// COPY and MOVE, with or without UID (RFC 9051 sections 6.4.7 and 6.4.8).
struct CopyRequest {
    SequenceSet set;
    std::string mailbox;
};

Result<CopyRequest> parseCopy(Lexer& lexer);

} // namespace postamt::imap::proto
