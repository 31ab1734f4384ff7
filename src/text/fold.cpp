#include "text/fold.h"

#include "base/ascii.h"
#include "text/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

namespace postamt::text {

namespace {

/// ICU counts in 32 bits.
constexpr std::size_t chunkSize = std::size_t{1} << 28;

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
    const std::string valid = repaired(utf8);
    std::string_view rest = valid;
    out.reserve(valid.size());
    while (!rest.empty()) {
        const std::string_view chunk = truncated(rest, chunkSize);
        rest.remove_prefix(chunk.size());
        icu::StringByteSink<std::string> sink(&out);
        const icu::StringPiece piece(chunk.data(), static_cast<std::int32_t>(chunk.size()));
        normalizer->normalizeUTF8(0, piece, sink, nullptr, error);
    }
    return U_SUCCESS(error) ? out : valid;
}

} // namespace postamt::text
