#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace postamt::imap::proto {

/// The announcement of a literal: "{5}", "{5+}", "~{5}" or "~{5+}" (RFC 9051 section 4.3, RFC 7888,
/// RFC 3516).
struct LiteralHeader {
    std::uint64_t size = 0; ///< bytes; above maxSize the number is none the grammar knows
    bool sync = true; ///< the client waits for a continuation before it sends the bytes
    bool binary = false; ///< literal8: may hold NUL

    /// The greatest number64 of RFC 9051. Greater numbers, however long, are read as tooBig.
    static constexpr std::uint64_t maxSize = std::numeric_limits<std::int64_t>::max();
    static constexpr std::uint64_t tooBig = std::numeric_limits<std::uint64_t>::max();

    bool operator==(const LiteralHeader&) const = default;
};

/// The literal announced at the end of a line, which is given without its CRLF.
std::optional<LiteralHeader> trailingLiteral(std::string_view line);

/// Takes the announcement and its CRLF off the front of a text; nothing, and the text as it was, if
/// it does not begin with one.
std::optional<LiteralHeader> takeLiteralHeader(std::string_view& text);

} // namespace postamt::imap::proto
