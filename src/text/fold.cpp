#include "text/fold.h"

#include "base/ascii.h"
#include "text/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

namespace postamt::text {

namespace {

/// ICU counts in 32 bits.
constexpr std::size_t chunkSize = std::size_t{1} << 28;

/// As many marks as a letter may carry (the Stream-Safe Text Format of UAX #15 has the same). They
/// are sorted, which takes the square of their number.
constexpr std::size_t maxMarks = 30;

/// The text without what goes beyond maxMarks in a row: marks, and what becomes marks or nothing.
/// Cutting a folded text leaves it folded.
std::string withoutPiles(const icu::Normalizer2& normalizer, std::string_view utf8)
{
    std::string out;
    out.reserve(utf8.size());
    std::size_t marks = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto begin = at;
        const auto codePoint = nextCodePoint(utf8, at);
        const bool isMark
            = codePoint >= 0x80 && !normalizer.hasBoundaryBefore(static_cast<UChar32>(codePoint));
        marks = isMark ? marks + 1 : 0;
        if (marks <= maxMarks)
            out += utf8.substr(begin, at - begin);
    }
    return out;
}

} // namespace

std::string folded(std::string_view utf8)
{
    if (isAscii(utf8))
        return lowered(utf8);
    std::string out;
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(error);
    if (U_FAILURE(error))
        return repaired(utf8);
    const std::string valid = withoutPiles(*normalizer, repaired(utf8));
    std::string_view rest = valid;
    out.reserve(valid.size());
    while (!rest.empty()) {
        const std::string_view chunk = truncated(rest, chunkSize);
        rest.remove_prefix(chunk.size());
        icu::StringByteSink<std::string> sink(&out);
        const icu::StringPiece piece(chunk.data(), static_cast<std::int32_t>(chunk.size()));
        normalizer->normalizeUTF8(0, piece, sink, nullptr, error);
    }
    return U_SUCCESS(error) ? withoutPiles(*normalizer, out) : valid;
}

} // namespace postamt::text
