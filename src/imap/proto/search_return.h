#pragma once

#include "imap/proto/partial_range.h"

#include <optional>

namespace postamt::imap::proto {

/// RETURN (...) of SEARCH and SORT (RFC 9051 section 6.4.4, RFC 4731; SAVE of RFC 5182, PARTIAL of
/// RFC 9394, CONTEXT and UPDATE of RFC 5267).
struct SearchReturn {
    bool all = false;
    bool context = false; ///< the same will be asked again: a hint
    bool count = false;
    bool max = false;
    bool min = false;
    bool save = false;
    bool update = false; ///< tell what changes in the result
    std::optional<PartialRange> partial; ///< not beside `all`

    bool operator==(const SearchReturn&) const = default;
};

/// " (...)" behind RETURN.
SearchReturn parseSearchReturn(Lexer& lexer);

/// Appends "RETURN (...)".
void formatSearchReturn(Writer& writer, const SearchReturn& returns);

} // namespace postamt::imap::proto
