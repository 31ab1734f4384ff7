#include "imap/proto/partial_range.h"

#include <algorithm>

namespace postamt::imap::proto {

PartialRange::Places PartialRange::within(std::size_t size) const
{
    const std::size_t low = std::min<std::size_t>(std::min(first, last) - 1U, size);
    const std::size_t high = std::min<std::size_t>(std::max(first, last), size);
    return fromEnd ? Places{size - high, size - low} : Places{low, high};
}

PartialRange parsePartialRange(Lexer& lexer)
{
    PartialRange range;
    range.fromEnd = lexer.present("-");
    range.first = lexer.nzNumber("a range such as 1:100 or -1:-100");
    if (!lexer.present(":"))
        lexer.expected("a colon");
    if (range.fromEnd && !lexer.present("-"))
        lexer.expected("a minus");
    range.last = lexer.nzNumber("the other end of the range");
    return range;
}

void formatPartialRange(Writer& writer, const PartialRange& range)
{
    const std::string_view sign = range.fromEnd ? "-" : "";
    writer.raw(sign).number(range.first).raw(':').raw(sign).number(range.last);
}

} // namespace postamt::imap::proto
