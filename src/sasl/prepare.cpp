#include "sasl/prepare.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "sasl/server_mechanism.h"

#include <unicode/unistr.h>
#include <unicode/usprep.h>

#include <algorithm>

namespace postamt::sasl {

namespace {

std::unexpected<Error> malformed()
{
    return bad("not a valid name or password");
}

// ICU carries the tables of RFC 3454, so the whole profile is one call: mapping, NFKC, prohibition,
// bidi.
Result<std::string> saslprep(std::string_view text)
{
    static UErrorCode opened = U_ZERO_ERROR;
    static const UStringPrepProfile* const profile
        = usprep_openByType(USPREP_RFC4013_SASLPREP, &opened);
    if (U_FAILURE(opened))
        return internal("ICU has no SASLprep profile");
    const auto source = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))
    );
    // NFKC grows a character by at most 18 times
    const std::int32_t room = source.length() * 18 + 1;
    icu::UnicodeString out;
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length = usprep_prepare(
        profile,
        source.getBuffer(),
        source.length(),
        out.getBuffer(room),
        room,
        USPREP_ALLOW_UNASSIGNED,
        nullptr,
        &status
    );
    out.releaseBuffer(U_SUCCESS(status) ? length : 0);
    if (U_FAILURE(status))
        return malformed();
    std::string utf8;
    out.toUTF8String(utf8);
    return utf8;
}

Result<std::string> prepare(std::string_view text, std::size_t limit)
{
    if (text.empty() || text.size() > limit || !isUtf8(text))
        return malformed();
    const auto isControl = [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; };
    if (std::ranges::any_of(text, isControl))
        return malformed();
    if (isAscii(text))
        return std::string(text);
    auto prepared = saslprep(text);
    if (prepared && (prepared->empty() || prepared->size() > limit))
        return malformed();
    return prepared;
}

} // namespace

Result<std::string> prepareUser(std::string_view user)
{
    return prepare(user, maxUserSize);
}

Result<std::string> preparePassword(std::string_view password)
{
    return prepare(password, maxPasswordSize);
}

} // namespace postamt::sasl
