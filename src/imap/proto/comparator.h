#pragma once

#include "imap/proto/lexer.h"
#include "imap/proto/writer.h"

#include <string>
#include <string_view>
#include <vector>

namespace postamt::imap::proto {

/// What a client asks for: a collation-order (RFC 4790 section 3.3).
struct ComparatorOrder {
    bool isDescending = false; ///< "-" stands before it
    std::string pattern; ///< "i;octet", "i;*", "default"; a "*" stands for zero or more characters

    bool operator==(const ComparatorOrder&) const = default;
};

/// COMPARATOR (RFC 5255 section 4.7).
struct ComparatorRequest {
    std::vector<ComparatorOrder> orders; ///< what is liked best comes first; empty: it only asks

    bool operator==(const ComparatorRequest&) const = default;
};

Result<ComparatorRequest> parseComparator(Lexer& lexer);

/// Appends the command, without tag and line end.
void formatComparatorRequest(Writer& writer, const ComparatorRequest& request);

/// Appends the COMPARATOR response (RFC 5255 section 4.8): the active comparator, and those that
/// matched if there is more than one.
void formatComparator(
    Writer& writer, std::string_view active, const std::vector<std::string_view>& matching
);

} // namespace postamt::imap::proto
