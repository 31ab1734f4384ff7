#include "sasl/scram_hash.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <cassert>
#include <functional>

namespace postamt::sasl {

namespace {

const EVP_MD* algorithm(ScramHash hash)
{
    return hash == ScramHash::Sha1 ? EVP_sha1() : EVP_sha256();
}

const unsigned char* bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytesOf(std::string& text)
{
    return reinterpret_cast<unsigned char*>(text.data());
}

} // namespace

std::string_view hashName(ScramHash hash)
{
    return hash == ScramHash::Sha1 ? "SHA-1" : "SHA-256";
}

std::size_t hashSize(ScramHash hash)
{
    return hash == ScramHash::Sha1 ? 20 : 32;
}

std::string digest(ScramHash hash, std::string_view text)
{
    std::string out(hashSize(hash), '\0');
    EVP_Digest(text.data(), text.size(), bytesOf(out), nullptr, algorithm(hash), nullptr);
    return out;
}

std::string hmac(ScramHash hash, std::string_view key, std::string_view text)
{
    std::string out(hashSize(hash), '\0');
    HMAC(
        algorithm(hash),
        key.data(),
        static_cast<int>(key.size()),
        bytesOf(text),
        text.size(),
        bytesOf(out),
        nullptr
    );
    return out;
}

std::string
saltedPassword(ScramHash hash, std::string_view prepared, std::string_view salt, int iterations)
{
    std::string out(hashSize(hash), '\0');
    PKCS5_PBKDF2_HMAC(
        prepared.data(),
        static_cast<int>(prepared.size()),
        bytesOf(salt),
        static_cast<int>(salt.size()),
        iterations,
        algorithm(hash),
        static_cast<int>(out.size()),
        bytesOf(out)
    );
    return out;
}

std::string exclusiveOr(std::string_view a, std::string_view b)
{
    assert(a.size() == b.size());
    std::string out(a.size(), '\0');
    std::ranges::transform(a, b, out.begin(), [](char x, char y) {
        return static_cast<char>(x ^ y);
    });
    return out;
}

bool equalsConstantTime(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace postamt::sasl
