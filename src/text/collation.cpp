#include "text/collation.h"

#include "base/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

namespace postamt::text {

namespace {

/// ICU sorts marks in a time that grows with the square of their number.
constexpr std::size_t maxMarks = 30;

std::string titleCased(const icu::Normalizer2& normalizer, std::string_view utf8)
{
    std::string out;
    out.reserve(utf8.size());
    std::size_t marks = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto codePoint = nextCodePoint(utf8, at);
        const auto letter = static_cast<UChar32>(codePoint);
        const bool isMark = codePoint >= 0x80 && !normalizer.hasBoundaryBefore(letter);
        marks = isMark ? marks + 1 : 0;
        if (marks <= maxMarks)
            appendCodePoint(out, static_cast<char32_t>(u_totitle(letter)));
    }
    return out;
}

std::string unicodeKey(std::string_view utf8)
{
    if (isAscii(utf8))
        return uppered(utf8);
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKDInstance(error);
    if (U_FAILURE(error))
        return repaired(utf8);
    const std::string titled = titleCased(*normalizer, utf8);
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    const icu::StringPiece piece(titled.data(), static_cast<std::int32_t>(titled.size()));
    normalizer->normalizeUTF8(0, piece, sink, nullptr, error);
    return U_SUCCESS(error) ? out : titled;
}

} // namespace

std::string collationKey(std::string_view utf8, Collation collation)
{
    switch (collation) {
    case Collation::UnicodeCasemap:
        return unicodeKey(utf8);
    case Collation::AsciiCasemap:
        return uppered(utf8);
    case Collation::Octet:
        break;
    }
    return std::string(utf8);
}

std::string searchForm(std::string_view utf8, Collation collation)
{
    return collation == Collation::UnicodeCasemap ? folded(utf8) : collationKey(utf8, collation);
}

} // namespace postamt::text
