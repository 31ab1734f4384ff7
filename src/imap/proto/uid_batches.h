#pragma once

#include "imap/proto/lexer.h"
#include "imap/proto/writer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postamt::imap::proto {

/// UIDBATCHES (RFC 10022): ranges of UIDs that hold so many messages each.
struct UidBatchesRequest {
    std::uint32_t size = 0; ///< messages in a batch, above zero
    std::optional<NumberRange> wanted; ///< the batches to be told of, from 1

    bool operator==(const UidBatchesRequest&) const = default;
};

/// Bad [CLIENTBUG] for a range written backwards.
Result<UidBatchesRequest> parseUidBatches(Lexer& lexer);

/// Appends "UIDBATCHES 2000 1:5", without tag and line end.
void formatUidBatchesRequest(Writer& writer, const UidBatchesRequest& request);

/// Appends "* UIDBATCHES (TAG "a") 900:401,400:1": the batches from the highest UID down.
void formatUidBatches(
    Writer& writer, std::string_view tag, const std::vector<NumberRange>& batches
);

} // namespace postamt::imap::proto
