#pragma once

#include "imap/proto/lexer.h"
#include "imap/proto/writer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::imap::proto {

/// How far below an entry others are asked for (RFC 5464 section 4.2.2).
enum class MetadataDepth { Zero, One, Infinity };

/// Which entries, and how long at most (RFC 5464 section 4.2; LIST RETURN of RFC 9590).
struct WantedMetadata {
    std::vector<std::string> entries; ///< as written; not empty
    MetadataDepth depth = MetadataDepth::Zero;
    std::optional<std::uint32_t> maxSize; ///< octets; longer values are left out

    bool operator==(const WantedMetadata&) const = default;
};

/// GETMETADATA (RFC 5464 section 4.2).
struct GetMetadataRequest {
    std::string mailbox; ///< empty: the server
    WantedMetadata wanted;

    bool operator==(const GetMetadataRequest&) const = default;
};

struct MetadataValue {
    std::string entry;
    std::optional<std::string> value; ///< nothing: NIL

    bool operator==(const MetadataValue&) const = default;
};

/// SETMETADATA (RFC 5464 section 4.3).
struct SetMetadataRequest {
    std::string mailbox; ///< empty: the server
    std::vector<MetadataValue> values; ///< each entry once

    bool operator==(const SetMetadataRequest&) const = default;
};

/// The options may stand before the mailbox, as the grammar has them, or behind it, as in the
/// examples of the RFC.
Result<GetMetadataRequest> parseGetMetadata(Lexer& lexer);
/// Bad also where an entry is named twice.
Result<SetMetadataRequest> parseSetMetadata(Lexer& lexer);

/// "(DEPTH 1) (/shared /private)", as LIST RETURN (METADATA ...) has it, too.
WantedMetadata parseWantedMetadata(Lexer& lexer);
void formatWantedMetadata(Writer& writer, const WantedMetadata& wanted);

/// Append the command, without tag and line end.
void formatGetMetadataRequest(Writer& writer, const GetMetadataRequest& request);
void formatSetMetadataRequest(Writer& writer, const SetMetadataRequest& request);

/// Appends the METADATA response with values (RFC 5464 section 4.4.1); they must not be none.
void formatMetadata(
    Writer& writer, std::string_view mailbox, const std::vector<MetadataValue>& values
);

/// Appends the METADATA response that tells which entries have changed (RFC 5464 section 4.4.2).
void formatChangedMetadata(
    Writer& writer, std::string_view mailbox, const std::vector<std::string>& entries
);

} // namespace postamt::imap::proto
