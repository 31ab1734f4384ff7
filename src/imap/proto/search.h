#pragma once

#include "imap/proto/search_key.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace postamt::imap::proto {

/// RETURN (...) of SEARCH (RFC 9051 section 6.4.4, RFC 4731; SAVE of RFC 5182).
struct SearchReturn {
    bool all = false;
    bool count = false;
    bool max = false;
    bool min = false;
    bool save = false;

    bool operator==(const SearchReturn&) const = default;
};

/// SEARCH, with or without UID.
struct SearchRequest {
    /// Nothing without RETURN: an IMAP4rev1 client wants the SEARCH response. RETURN () asks for
    /// all.
    std::optional<SearchReturn> returns;
    std::string
        charset; ///< upper case, empty if none was named; the texts in `keys` are written in it
    std::vector<SearchKey> keys; ///< begins with an And

    bool operator==(const SearchRequest&) const = default;
};

Result<SearchRequest> parseSearch(Lexer& lexer);

/// Appends "SEARCH UNSEEN", without tag and line end.
void formatSearchRequest(Writer& writer, const SearchRequest& request);

/// Appends "* SEARCH 2 84 (MODSEQ 917)" (RFC 3501 section 7.2.5, RFC 7162 section 3.1.5).
void formatSearchNumbers(
    Writer& writer,
    std::span<const std::uint32_t> numbers,
    std::optional<std::uint64_t> highestModSeq
);

/// What ESEARCH tells (RFC 9051 section 7.3.4); what is not set is left out, and so are MIN, MAX
/// and ALL where nothing was found.
struct EsearchData {
    std::string tag; ///< of the command
    bool uid = false; ///< the numbers are UIDs
    std::optional<std::uint32_t> min;
    std::optional<std::uint32_t> max;
    std::optional<std::uint64_t> count;
    std::optional<NumberSet> all;
    std::optional<std::uint64_t> modSeq; ///< highest of the messages told of
};

/// Appends the ESEARCH response.
void formatEsearch(Writer& writer, const EsearchData& data);

} // namespace postamt::imap::proto
