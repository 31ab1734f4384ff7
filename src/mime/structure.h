#pragma once

#include "mime/part.h"
#include "mime/part_fields.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace postamt::mime {

/// How much of a message is taken apart. Beyond a limit nothing fails; what happens instead:
struct Limits {
    /// The first part beyond is an application/octet-stream leaf up to the end of the message. So
    /// there are never more than parts + 1.
    std::size_t parts = 10'000;
    /// How many containers may be around a part. A container one too deep is an
    /// application/octet-stream leaf.
    std::size_t depth = 100;
    /// Fields of a part's header beyond so many bytes are not seen.
    std::size_t header = 1U << 20;
    /// The same for all headers of a message together: 4 MB.
    std::size_t headers = 4U << 20;
};

/// A message taken apart in one pass.
struct Structure {
    std::vector<Part> parts; ///< never empty; see Part
    std::vector<PartFields> fields; ///< of the part with the same index
    bool hasEightBitHeaders = false; ///< some header has bytes above 127
    std::uint64_t steps = 0; ///< bytes looked at, for tests that the work is linear
};

/// Takes any bytes for a message (RFC 2045, 2046, 5322); lines end as LineScanner says. Never
/// fails:
/// - the header ends at the empty line, or before a line that is no field;
/// - a Content-Type that makes no sense is text/plain; so is a multipart without boundary
///   parameter, or whose boundary never comes;
/// - a boundary counts on the line of its own only, the innermost open multipart first; a part that
/// is not
///   closed ends with its parent;
/// - message/rfc822 that is base64 or quoted-printable encoded (forbidden) is an
/// application/octet-stream leaf.
Structure parse(std::string_view message, const Limits& limits = {});

} // namespace postamt::mime
