#include "accounts/credentials.h"

#include "sasl/prepare.h"

#include <sodium.h>

#include <array>

namespace postamt::accounts {

namespace {

/// libsodium must be told once before its first use; it permits any thread.
bool sodiumReady()
{
    static const bool ready = sodium_init() >= 0;
    return ready;
}

} // namespace

std::string passwordMark(const Credentials& credentials)
{
    const auto& record = credentials.passwordHash; // with a salt of its own each time
    std::array<unsigned char, 16> hash{};
    crypto_generichash(
        hash.data(),
        hash.size(),
        reinterpret_cast<const unsigned char*>(record.data()),
        record.size(),
        nullptr,
        0
    );
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

Result<Credentials> makeCredentials(std::string_view password, Random& random, PasswordCost cost)
{
    auto prepared = sasl::preparePassword(password);
    if (!prepared)
        return std::unexpected(prepared.error());
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (!sodiumReady()
        || crypto_pwhash_str_alg(
               hash.data(),
               prepared->data(),
               prepared->size(),
               cost.passes,
               cost.memory,
               crypto_pwhash_ALG_ARGON2ID13
           ) != 0)
        return temporary("there is not enough memory to hash a password");
    auto scram = sasl::makeScramCredential(*prepared, random.bytes(sasl::scramSaltSize));
    auto scramSha1 = sasl::makeScramCredential(
        *prepared,
        random.bytes(sasl::scramSaltSize),
        sasl::scramIterations,
        sasl::ScramHash::Sha1
    );
    sodium_memzero(prepared->data(), prepared->size());
    if (!scram)
        return std::unexpected(scram.error());
    if (!scramSha1)
        return std::unexpected(scramSha1.error());
    return Credentials{
        .passwordHash = hash.data(),
        .scram = std::move(*scram),
        .scramSha1 = std::move(*scramSha1),
    };
}

bool passwordFits(std::string_view passwordHash, std::string_view password)
{
    // crypto_pwhash_str_verify() reads a whole array of this size.
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    auto prepared = sasl::preparePassword(password);
    if (!sodiumReady() || !prepared || passwordHash.size() >= hash.size())
        return false;
    passwordHash.copy(hash.data(), hash.size());
    const int code = crypto_pwhash_str_verify(hash.data(), prepared->data(), prepared->size());
    sodium_memzero(prepared->data(), prepared->size());
    return code == 0;
}

} // namespace postamt::accounts
