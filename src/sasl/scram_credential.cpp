#include "sasl/scram_credential.h"

#include "base/ascii.h"
#include "base/encoding.h"
#include "sasl/prepare.h"
#include "sasl/scram_hash.h"

#include <charconv>

namespace postamt::sasl {

// RFC 5802 section 3
Result<ScramCredential> makeScramCredential(
    std::string_view password, std::string_view salt, int iterations, ScramHash hash
)
{
    const auto prepared = preparePassword(password);
    if (!prepared)
        return std::unexpected(prepared.error());
    const auto salted = saltedPassword(hash, *prepared, salt, iterations);
    return ScramCredential{
        std::string(salt),
        iterations,
        digest(hash, hmac(hash, salted, "Client Key")),
        hmac(hash, salted, "Server Key"),
    };
}

ScramCredential falseScramCredential(
    std::string_view user, std::string_view serverSecret, int iterations, ScramHash hash
)
{
    // lower case, as real accounts are found whatever the case: else "Bob" and "bob" would tell
    const auto name = lowered(user);
    const auto bytes = [&](std::string_view what) {
        return hmac(hash, serverSecret, std::string(what) + ':' + name);
    };
    return {bytes("salt").substr(0, scramSaltSize), iterations, bytes("stored"), bytes("server")};
}

std::string formatScramCredential(const ScramCredential& credential, ScramHash hash)
{
    return "SCRAM-" + std::string(hashName(hash)) + '$' + std::to_string(credential.iterations)
        + ':' + base64Encode(credential.salt) + '$' + base64Encode(credential.storedKey) + ':'
        + base64Encode(credential.serverKey);
}

std::optional<ScramCredential> parseScramCredential(std::string_view text, ScramHash hash)
{
    const auto upTo = [&text](char end) {
        const auto at = std::min(text.find(end), text.size());
        const auto part = text.substr(0, at);
        text.remove_prefix(std::min(at + 1, text.size()));
        return part;
    };
    if (upTo('$') != "SCRAM-" + std::string(hashName(hash)))
        return std::nullopt;
    ScramCredential out;
    const auto count = upTo(':');
    const auto [end, error]
        = std::from_chars(count.data(), count.data() + count.size(), out.iterations);
    const auto salt = base64Decode(upTo('$'));
    const auto storedKey = base64Decode(upTo(':'));
    const auto serverKey = base64Decode(text);
    if (error != std::errc() || end != count.data() + count.size() || out.iterations < 1 || !salt
        || !storedKey || !serverKey || storedKey->size() != hashSize(hash)
        || serverKey->size() != hashSize(hash))
        return std::nullopt;
    out.salt = *salt;
    out.storedKey = *storedKey;
    out.serverKey = *serverKey;
    return out;
}

} // namespace postamt::sasl
