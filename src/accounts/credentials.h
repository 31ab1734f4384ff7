#pragma once

#include "base/random.h"
#include "base/result.h"
#include "sasl/scram_credential.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::accounts {

/// What the hash of a password costs whoever computes it.
struct PasswordCost {
    unsigned long long passes = 3;
    std::size_t memory = std::size_t{48} << 20; ///< bytes

    /// Nothing, for tests.
    static constexpr PasswordCost least() { return {.passes = 1, .memory = 8192}; }
};

/// What is kept of a password: enough to check one, not to know it.
struct Credentials {
    std::string passwordHash; ///< Argon2id with its parameters and salt, as libsodium writes it
    sasl::ScramCredential scram; ///< SCRAM-SHA-256
    /// SCRAM-SHA-1; passwords that were set before it was known here have none.
    std::optional<sasl::ScramCredential> scramSha1 = std::nullopt;

    bool operator==(const Credentials&) const = default;
};

/// What tells a password from the one before, when records are compared: a hash over the hash. Not
/// secret.
std::string passwordMark(const Credentials& credentials);

/// Computes all; about 55 ms and 48 MB by default (measured; Argon2id with three passes). Call it
/// on a worker thread. Bad: the password is empty, longer than sasl::maxPasswordSize or not fit for
/// SASL.
Result<Credentials>
makeCredentials(std::string_view password, Random& random, PasswordCost cost = {});

/// True if the password fits; takes as long as making the hash took. The password need not be
/// prepared.
bool passwordFits(std::string_view passwordHash, std::string_view password);

} // namespace postamt::accounts
