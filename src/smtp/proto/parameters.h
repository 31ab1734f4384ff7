#pragma once

#include "smtp/proto/command.h"

#include <expected>
#include <string>
#include <string_view>

namespace postamt::smtp::proto {

/// Reads the parameters behind the path of MAIL into `mail`: `text` is empty or begins with a
/// blank.
std::expected<void, Reply> parseMailParameters(std::string_view text, Mail& mail);

/// Those of RCPT, of which there are none yet.
std::expected<void, Reply> parseRcptParameters(std::string_view text);

/// Decodes xtext (RFC 3461 section 4); nothing if it is malformed.
std::optional<std::string> decodeXtext(std::string_view text);

} // namespace postamt::smtp::proto
