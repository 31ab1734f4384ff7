#pragma once

#include "imap/proto/lexer.h"

#include <string>

namespace postamt::imap::proto {

/// RENAME (RFC 9051 section 6.3.6).
struct RenameRequest {
    std::string from;
    std::string to;
};

Result<RenameRequest> parseRename(Lexer& lexer);

} // namespace postamt::imap::proto
