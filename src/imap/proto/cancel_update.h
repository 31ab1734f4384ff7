#pragma once

#include "imap/proto/lexer.h"

#include <string>
#include <vector>

namespace postamt::imap::proto {

/// CANCELUPDATE (RFC 5267 section 4.3.5): the tags of the searches that are to be told no more.
struct CancelUpdateRequest {
    std::vector<std::string> tags; ///< at least one
};

Result<CancelUpdateRequest> parseCancelUpdate(Lexer& lexer);

} // namespace postamt::imap::proto
