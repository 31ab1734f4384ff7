#pragma once

#include "play.h"

#include <string_view>
#include <vector>

namespace postamt::fuzz {

/// Ends the process unless all that was said are replies of an SMTP server (RFC 5321 section 4.2):
/// whole, with one code each, in lines of at most 512 bytes without control characters.
void checkSmtpStream(std::string_view said);

/// Ends the process unless every line that was heard got the answer that POP3 has for it (RFC 1939,
/// RFC 2449): at most one, of one line, or dot-ended where the command has such an answer. The
/// client must have waited behind every line.
void checkPopStream(const std::vector<Said>& saids);

} // namespace postamt::fuzz
