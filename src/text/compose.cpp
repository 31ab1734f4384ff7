#include "text/compose.h"

#include "base/ascii.h"
#include "text/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

namespace postamt::text {

std::string composed(std::string_view utf8)
{
    if (isAscii(utf8))
        return std::string(utf8);
    std::string valid = repaired(utf8);
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFCInstance(error);
    if (U_FAILURE(error))
        return valid;
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    const icu::StringPiece piece(valid.data(), static_cast<std::int32_t>(valid.size()));
    normalizer->normalizeUTF8(0, piece, sink, nullptr, error);
    return U_SUCCESS(error) ? out : valid;
}

} // namespace postamt::text
