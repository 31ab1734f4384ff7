#pragma once

#include "imap/proto/lexer.h"

#include <string>

namespace postamt::imap::proto {

/// DELETE (RFC 9051 section 6.3.5).
struct DeleteRequest {
    std::string mailbox;
};

Result<DeleteRequest> parseDelete(Lexer& lexer);

} // namespace postamt::imap::proto
