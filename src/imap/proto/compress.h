#pragma once

#include "imap/proto/lexer.h"

namespace postamt::imap::proto {

/// COMPRESS DEFLATE (RFC 4978); there is no other mechanism.
Result<> parseCompress(Lexer& lexer);

} // namespace postamt::imap::proto
