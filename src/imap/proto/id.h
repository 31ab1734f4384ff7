#pragma once

#include "imap/proto/lexer.h"
#include "imap/proto/writer.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace postamt::imap::proto {

/// What one side says of itself (RFC 2971): fields and values, of which some may be NIL.
using IdFields = std::vector<std::pair<std::string, std::optional<std::string>>>;

/// At most 30 fields of at most 30 bytes, with values of at most 1024 bytes (RFC 2971 section 3.3).
Result<IdFields> parseId(Lexer& lexer);

/// Appends the ID response: NIL if there are no fields.
void formatId(Writer& writer, const IdFields& fields);

} // namespace postamt::imap::proto
