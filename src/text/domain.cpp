#include "text/domain.h"

#include "base/utf8.h"

#include <unicode/idna.h>

#include <memory>

namespace postamt::text {

namespace {

/// Longer names are no domains (RFC 1035), and ICU's work grows with the length of a label.
constexpr std::size_t maxDomain = 1000;

} // namespace

std::string asciiDomain(std::string_view utf8)
{
    if (utf8.size() > maxDomain || !isUtf8(utf8))
        return {};
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::IDNA> idna(icu::IDNA::createUTS46Instance(
        UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI, error
    ));
    if (U_FAILURE(error))
        return {};
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    icu::IDNAInfo info;
    idna->nameToASCII_UTF8(
        icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())), sink, info, error
    );
    return U_FAILURE(error) || info.hasErrors() ? std::string() : out;
}

} // namespace postamt::text
