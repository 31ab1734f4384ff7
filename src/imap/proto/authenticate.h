#pragma once

#include "imap/proto/lexer.h"

#include <optional>
#include <string>
#include <string_view>

namespace postamt::imap::proto {

/// AUTHENTICATE (RFC 9051 section 6.2.2).
struct AuthenticateRequest {
    std::string mechanism; ///< upper case
    std::optional<std::string> initialResponse; ///< decoded; "=" gives an empty one
};

Result<AuthenticateRequest> parseAuthenticate(Lexer& lexer);

/// A line of the client within an exchange: the decoded response, or nothing for "*", by which the
/// client gives up.
Result<std::optional<std::string>> parseSaslResponse(std::string_view line);

} // namespace postamt::imap::proto
