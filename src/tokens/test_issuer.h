#pragma once

#include "base/encoding.h"
#include "net/openssl.h"

#include <fmt/format.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

namespace postamt::tokens {

/// An issuer of tokens for tests: makes keys, publishes them, signs whatever it is told to.
class TestIssuer {
public:
    /// A new key of an algorithm ("RS256", "ES256", "EdDSA"); one of that id is replaced.
    void makeKey(const std::string& id, const std::string& algorithm)
    {
        EVP_PKEY* key = nullptr;
        if (algorithm == "RS256")
            key = EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", std::size_t{2048});
        else if (algorithm == "ES256")
            key = EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
        else
            key = EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
        keys_[id] = {algorithm, net::openssl::Key(key)};
    }

    /// An Ed25519 key from 32 bytes, the same each time.
    void setEdKey(const std::string& id, std::string_view seed)
    {
        const auto* bytes = reinterpret_cast<const unsigned char*>(seed.data());
        keys_[id] = {
            "EdDSA",
            net::openssl::Key(
                EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes, seed.size())
            ),
        };
    }

    void dropKey(const std::string& id) { keys_.erase(id); }

    /// The JSON Web Key of a public key, with more members if there are some (`,"use":"sig"`).
    std::string jwk(const std::string& id, const std::string& more = {}) const
    {
        const auto& [algorithm, key] = keys_.at(id);
        std::string members;
        if (algorithm == "RS256") {
            members = fmt::format(
                R"("kty":"RSA","n":"{}","e":"{}")",
                base64UrlEncode(number(key.get(), OSSL_PKEY_PARAM_RSA_N)),
                base64UrlEncode(number(key.get(), OSSL_PKEY_PARAM_RSA_E))
            );
        } else if (algorithm == "ES256") {
            members = fmt::format(
                R"("kty":"EC","crv":"P-256","x":"{}","y":"{}")",
                base64UrlEncode(number(key.get(), OSSL_PKEY_PARAM_EC_PUB_X, 32)),
                base64UrlEncode(number(key.get(), OSSL_PKEY_PARAM_EC_PUB_Y, 32))
            );
        } else {
            std::string raw(32, '\0');
            std::size_t size = raw.size();
            EVP_PKEY_get_raw_public_key(
                key.get(), reinterpret_cast<unsigned char*>(raw.data()), &size
            );
            members = fmt::format(R"("kty":"OKP","crv":"Ed25519","x":"{}")", base64UrlEncode(raw));
        }
        return fmt::format(R"({{{},"kid":"{}"{}}})", members, id, more);
    }

    /// All public keys (JWKS).
    std::string keySet() const
    {
        std::string list;
        for (const auto& entry : keys_)
            list += (list.empty() ? "" : ",") + jwk(entry.first);
        return fmt::format(R"({{"keys":[{}]}})", list);
    }

    /// A token over a header and claims in JSON, signed by a key, whatever the header says.
    std::string
    sign(const std::string& id, std::string_view header, std::string_view claims) const
    {
        const auto text = base64UrlEncode(header) + "." + base64UrlEncode(claims);
        return text + "." + base64UrlEncode(signature(id, text));
    }

    /// The same with the header that belongs to the key.
    std::string token(const std::string& id, std::string_view claims) const
    {
        return sign(
            id, fmt::format(R"({{"alg":"{}","kid":"{}"}})", keys_.at(id).algorithm, id), claims
        );
    }

private:
    struct Pair {
        std::string algorithm;
        net::openssl::Key key;
    };

    static std::string number(const EVP_PKEY* key, const char* name, int size = 0)
    {
        BIGNUM* value = nullptr;
        EVP_PKEY_get_bn_param(key, name, &value);
        std::string out(static_cast<std::size_t>(std::max(size, (BN_num_bits(value) + 7) / 8)), '\0');
        BN_bn2binpad(
            value, reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(out.size())
        );
        BN_free(value);
        return out;
    }

    std::string signature(const std::string& id, std::string_view text) const
    {
        const auto& [algorithm, key] = keys_.at(id);
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        const EVP_MD* digest = algorithm == "EdDSA" ? nullptr : EVP_sha256();
        std::string out(1024, '\0');
        std::size_t size = out.size();
        EVP_DigestSignInit(context, nullptr, digest, nullptr, key.get());
        EVP_DigestSign(
            context,
            reinterpret_cast<unsigned char*>(out.data()),
            &size,
            reinterpret_cast<const unsigned char*>(text.data()),
            text.size()
        );
        EVP_MD_CTX_free(context);
        out.resize(size);
        return algorithm == "ES256" ? plain(out) : out;
    }

    /// RFC 7518 section 3.4: two numbers of 32 bytes.
    static std::string plain(std::string_view der)
    {
        const auto* at = reinterpret_cast<const unsigned char*>(der.data());
        ECDSA_SIG* parsed = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()));
        std::string out(64, '\0');
        auto* bytes = reinterpret_cast<unsigned char*>(out.data());
        BN_bn2binpad(ECDSA_SIG_get0_r(parsed), bytes, 32);
        BN_bn2binpad(ECDSA_SIG_get0_s(parsed), bytes + 32, 32);
        ECDSA_SIG_free(parsed);
        return out;
    }

    std::map<std::string, Pair> keys_;
};

} // namespace postamt::tokens
