#pragma once

#include "imap/proto/search_key.h"
#include "imap/proto/search_return.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace postamt::imap::proto {

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

// What SORT and THREAD have in common with it.

/// The charset, which must be there, and the keys, up to the end of the command.
void parseSearchProgram(Lexer& lexer, SearchRequest& request);

/// Appends the charset and the keys.
void formatSearchProgram(Writer& writer, const SearchRequest& request);

/// Appends "SEARCH UNSEEN", without tag and line end.
void formatSearchRequest(Writer& writer, const SearchRequest& request);

/// Appends "* SEARCH 2 84 (MODSEQ 917)" (RFC 3501 section 7.2.5, RFC 7162 section 3.1.5).
void formatSearchNumbers(
    Writer& writer,
    std::span<const std::uint32_t> numbers,
    std::optional<std::uint64_t> highestModSeq
);

} // namespace postamt::imap::proto
