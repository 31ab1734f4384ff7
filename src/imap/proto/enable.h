#pragma once

#include "imap/proto/lexer.h"
#include "imap/proto/writer.h"

#include <string>
#include <vector>

namespace postamt::imap::proto {

/// ENABLE (RFC 9051 section 6.3.1): the capabilities named, in upper case.
Result<std::vector<std::string>> parseEnable(Lexer& lexer);

/// Appends "* ENABLED ..." with those that this command has switched on, maybe none.
void formatEnabled(Writer& writer, const std::vector<std::string>& capabilities);

} // namespace postamt::imap::proto
