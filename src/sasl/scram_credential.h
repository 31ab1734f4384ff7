#pragma once

#include "base/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::sasl {

/// The hash of a SCRAM mechanism.
enum class ScramHash { Sha1, Sha256 };

/// Bytes of salt in every credential of ours. Also in the false ones, so that they look the same.
constexpr std::size_t scramSaltSize = 16;
/// PBKDF2 rounds of new credentials. RFC 7677 asks for at least 4096.
constexpr int scramIterations = 4096;

/// What a server keeps of a password for SCRAM (RFC 5802 section 3): enough to check a client, not
/// enough to log in elsewhere. Byte strings, not text.
struct ScramCredential {
    std::string salt;
    int iterations = 0;
    std::string storedKey;
    std::string serverKey;

    bool operator==(const ScramCredential&) const = default;
};

/// Derives the credential from a password; takes some milliseconds. Bad: preparePassword() refuses
/// it.
Result<ScramCredential> makeScramCredential(
    std::string_view password,
    std::string_view salt,
    int iterations = scramIterations,
    ScramHash hash = ScramHash::Sha256
);

/// A credential for a user that does not exist: always the same for a name (case aside) and a
/// secret, so that asking twice tells nothing. No password fits it.
ScramCredential falseScramCredential(
    std::string_view user,
    std::string_view serverSecret,
    int iterations = scramIterations,
    ScramHash hash = ScramHash::Sha256
);

/// `SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>` (RFC 5803's parts, as PostgreSQL
/// writes them).
std::string
formatScramCredential(const ScramCredential& credential, ScramHash hash = ScramHash::Sha256);

/// The reverse; nothing if it is not such a text or of another hash.
std::optional<ScramCredential>
parseScramCredential(std::string_view text, ScramHash hash = ScramHash::Sha256);

} // namespace postamt::sasl
