#include "tokens/token.h"

#include "base/encoding.h"
#include "tokens/json.h"

#include <boost/json/value.hpp>

#include <algorithm>
#include <optional>

namespace postamt::tokens {

namespace {

constexpr std::size_t maxKeyId = 256;

std::optional<boost::json::object> decodedObject(std::string_view part)
{
    const auto bytes = base64UrlDecode(part);
    return bytes ? parseJsonObject(*bytes) : std::nullopt;
}

} // namespace

Result<Token> Token::parse(std::string_view text)
{
    if (text.size() > maxBytes)
        return bad("the token is too long");
    if (std::ranges::count(text, '.') != 2)
        return bad("the token is no JSON Web Token");
    const auto first = text.find('.');
    const auto second = text.find('.', first + 1);
    const auto header = decodedObject(text.substr(0, first));
    auto claims = decodedObject(text.substr(first + 1, second - first - 1));
    auto signature = base64UrlDecode(text.substr(second + 1));
    if (!header || !claims || !signature)
        return bad("the token is no JSON Web Token");
    const auto algorithm = algorithmNamed(textMember(*header, "alg").value_or(""));
    if (!algorithm)
        return bad("the token is not signed by RS256, ES256 or EdDSA");
    if (header->contains("crit"))
        return bad("the token has extensions that we do not know");
    const auto keyId = textMember(*header, "kid");
    if ((header->contains("kid") && !keyId) || keyId.value_or("").size() > maxKeyId)
        return bad("the token names its key in a wrong way");
    Token out;
    out.algorithm = *algorithm;
    out.keyId = keyId.value_or("");
    out.signedText = text.substr(0, second);
    out.signature = std::move(*signature);
    out.claims = std::move(*claims);
    return out;
}

} // namespace postamt::tokens
