#pragma once

#include "imap/proto/lexer.h"

#include <string>
#include <vector>

namespace postamt::imap::proto {

/// CREATE (RFC 9051 section 6.3.4, CREATE-SPECIAL-USE of RFC 6154 section 3).
struct CreateRequest {
    std::string mailbox;
    /// Such as "\Sent"; those of RFC 6154 in its letter case, others as they stand.
    std::vector<std::string> specialUse;
};

Result<CreateRequest> parseCreate(Lexer& lexer);

} // namespace postamt::imap::proto
