#pragma once

#include "imap/proto/lexer.h"
#include "imap/proto/writer.h"

#include <cstddef>
#include <cstdint>

namespace postamt::imap::proto {

/// Some of a row of results, counted from the first, which is 1, or from the last, which is -1 (RFC
/// 9394 section 3.1; RFC 5267 section 4.4 knows only the former). Either end may be written first.
struct PartialRange {
    std::uint32_t first = 1;
    std::uint32_t last = 1;
    bool fromEnd = false; ///< both were negative

    bool operator==(const PartialRange&) const = default;

    /// The places in a row of `size` results, from 0; `end` is behind the last.
    struct Places {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    Places within(std::size_t size) const;
};

PartialRange parsePartialRange(Lexer& lexer);

/// Appends "-1:-100".
void formatPartialRange(Writer& writer, const PartialRange& range);

} // namespace postamt::imap::proto
