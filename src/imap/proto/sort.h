#pragma once

#include "imap/proto/search.h"

#include <vector>

namespace postamt::imap::proto {

/// By what SORT orders (RFC 5256 section 3, DISPLAYFROM and DISPLAYTO of RFC 5957).
enum class SortKey { Arrival, Cc, Date, DisplayFrom, DisplayTo, From, Size, Subject, To };

struct SortCriterion {
    SortKey key = SortKey::Arrival;
    bool isReverse = false;

    bool operator==(const SortCriterion&) const = default;
};

/// SORT, with or without UID. RETURN is that of ESORT (RFC 5267 section 3).
struct SortRequest {
    std::vector<SortCriterion> criteria; ///< at least one
    SearchRequest search; ///< the charset is always named

    bool operator==(const SortRequest&) const = default;
};

Result<SortRequest> parseSort(Lexer& lexer);

/// Appends "SORT (REVERSE DATE) UTF-8 UNSEEN", without tag and line end.
void formatSortRequest(Writer& writer, const SortRequest& request);

/// Appends "* SORT 84 2 (MODSEQ 917)" (RFC 5256 section 4, RFC 7162 section 3.1.6).
void formatSortNumbers(
    Writer& writer,
    std::span<const std::uint32_t> numbers,
    std::optional<std::uint64_t> highestModSeq
);

} // namespace postamt::imap::proto
