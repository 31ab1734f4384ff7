#pragma once

#include "imap/proto/lexer.h"

#include <string>

namespace postamt::imap::proto {

/// LOGIN (RFC 9051 section 6.2.3). Neither appears in an error text.
struct LoginRequest {
    std::string user;
    std::string password;
};

Result<LoginRequest> parseLogin(Lexer& lexer);

} // namespace postamt::imap::proto
