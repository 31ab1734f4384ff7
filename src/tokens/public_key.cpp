#include "tokens/public_key.h"

#include "base/encoding.h"
#include "net/openssl.h"
#include "tokens/json.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/param_build.h>

#include <algorithm>

namespace postamt::tokens {

namespace {

using net::openssl::Free;
using Number = std::unique_ptr<BIGNUM, Free<BN_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using EcSignature = std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>>;
using ParameterBuilder = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>>;

constexpr std::size_t pointSize = 32; ///< bytes of a coordinate on P-256, and of an Ed25519 key
constexpr int leastRsaBits = 2048;
constexpr int mostRsaBits = 8192;
constexpr int mostExponentBits = 64; ///< a longer one only burns time

const unsigned char* bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

Number numberOf(std::string_view bytes)
{
    return Number(BN_bin2bn(bytesOf(bytes), static_cast<int>(bytes.size()), nullptr));
}

/// A key from its parameters.
EVP_PKEY* keyOf(const char* type, const ParameterBuilder& builder)
{
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* key = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return nullptr;
    return key;
}

std::optional<std::string>
decodedMember(const boost::json::object& jwk, std::string_view name, std::size_t most)
{
    const auto text = textMember(jwk, name);
    auto bytes = text ? base64UrlDecode(*text) : std::nullopt;
    return bytes && !bytes->empty() && bytes->size() <= most ? bytes : std::nullopt;
}

/// RFC 7518 section 6.3.1
EVP_PKEY* rsaKey(const boost::json::object& jwk)
{
    const auto modulus = decodedMember(jwk, "n", mostRsaBits / 8 + 1);
    const auto exponent = decodedMember(jwk, "e", mostExponentBits / 8);
    if (!modulus || !exponent)
        return nullptr;
    const auto n = numberOf(*modulus);
    const auto e = numberOf(*exponent);
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    if (!n || !e || !builder || BN_num_bits(n.get()) < leastRsaBits
        || BN_num_bits(n.get()) > mostRsaBits || !BN_is_odd(n.get()) || !BN_is_odd(e.get())
        || BN_is_one(e.get())
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1
        || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return nullptr;
    return keyOf("RSA", builder);
}

/// RFC 7518 section 6.2.1
EVP_PKEY* ecKey(const boost::json::object& jwk)
{
    const auto x = decodedMember(jwk, "x", pointSize);
    const auto y = decodedMember(jwk, "y", pointSize);
    if (textMember(jwk, "crv") != "P-256" || !x || !y || x->size() != pointSize
        || y->size() != pointSize)
        return nullptr;
    const std::string point = '\4' + *x + *y; // uncompressed
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    if (!builder
        || OSSL_PARAM_BLD_push_utf8_string(
               builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0
           ) != 1
        || OSSL_PARAM_BLD_push_octet_string(
               builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()
           ) != 1)
        return nullptr;
    EVP_PKEY* key = keyOf("EC", builder);
    const KeyContext check(key == nullptr ? nullptr : EVP_PKEY_CTX_new(key, nullptr));
    if (check && EVP_PKEY_public_check(check.get()) == 1) // above all: the point is on the curve
        return key;
    EVP_PKEY_free(key);
    return nullptr;
}

/// RFC 8037 section 2
EVP_PKEY* edKey(const boost::json::object& jwk)
{
    const auto x = decodedMember(jwk, "x", pointSize);
    if (textMember(jwk, "crv") != "Ed25519" || !x || x->size() != pointSize)
        return nullptr;
    return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytesOf(*x), x->size());
}

/// RFC 7517 sections 4.2 to 4.4: what the key says it is for.
bool isForSignatures(const boost::json::object& jwk, std::string_view algorithm)
{
    if (jwk.contains("use") && textMember(jwk, "use") != "sig")
        return false;
    if (jwk.contains("alg") && textMember(jwk, "alg") != algorithm)
        return false;
    const auto* operations = jwk.if_contains("key_ops");
    if (operations == nullptr)
        return true;
    return operations->is_array()
        && std::ranges::any_of(operations->get_array(), [](const boost::json::value& operation) {
               return operation.is_string() && operation.get_string() == "verify";
           });
}

/// RFC 7518 section 3.4: two numbers of 32 bytes; OpenSSL wants DER.
std::string derSignature(std::string_view signature)
{
    if (signature.size() != 2 * pointSize)
        return {};
    const EcSignature parsed(ECDSA_SIG_new());
    auto r = numberOf(signature.substr(0, pointSize));
    auto s = numberOf(signature.substr(pointSize));
    if (!parsed || !r || !s || ECDSA_SIG_set0(parsed.get(), r.get(), s.get()) != 1)
        return {};
    // they belong to the signature now
    static_cast<void>(r.release());
    static_cast<void>(s.release());
    const int size = i2d_ECDSA_SIG(parsed.get(), nullptr);
    std::string out(static_cast<std::size_t>(std::max(size, 0)), '\0');
    auto* at = reinterpret_cast<unsigned char*>(out.data());
    if (size <= 0 || i2d_ECDSA_SIG(parsed.get(), &at) != size)
        return {};
    return out;
}

} // namespace

std::optional<Algorithm> algorithmNamed(std::string_view name)
{
    if (name == "RS256")
        return Algorithm::Rs256;
    if (name == "ES256")
        return Algorithm::Es256;
    if (name == "EdDSA")
        return Algorithm::EdDsa;
    return std::nullopt;
}

PublicKey::PublicKey(Algorithm algorithm, EVP_PKEY* key)
    : algorithm_(algorithm), key_(key, EVP_PKEY_free)
{
}

std::optional<PublicKey> PublicKey::fromJwk(const boost::json::object& jwk)
{
    struct Type {
        std::string_view name;
        std::string_view algorithm;
        EVP_PKEY* (*make)(const boost::json::object& jwk);
    };
    static constexpr Type types[] = {
        {"RSA", "RS256", rsaKey},
        {"EC",  "ES256", ecKey },
        {"OKP", "EdDSA", edKey },
    };
    const auto name = textMember(jwk, "kty");
    const auto* const type = std::ranges::find(types, name.value_or(""), &Type::name);
    if (type == std::end(types) || !isForSignatures(jwk, type->algorithm))
        return std::nullopt;
    EVP_PKEY* key = type->make(jwk);
    ERR_clear_error();
    if (key == nullptr)
        return std::nullopt;
    PublicKey out(*algorithmNamed(type->algorithm), key);
    out.id_ = textMember(jwk, "kid").value_or("");
    return out;
}

bool PublicKey::verifies(std::string_view text, std::string_view signature) const
{
    const std::string der = algorithm_ == Algorithm::Es256 ? derSignature(signature) : "";
    const std::string_view bytes = algorithm_ == Algorithm::Es256 ? der : signature;
    const EVP_MD* digest = algorithm_ == Algorithm::EdDsa ? nullptr : EVP_sha256();
    const DigestContext context(EVP_MD_CTX_new());
    const bool verified = context && !bytes.empty()
        && EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key_.get()) == 1
        && EVP_DigestVerify(
               context.get(), bytesOf(bytes), bytes.size(), bytesOf(text), text.size()
           ) == 1;
    ERR_clear_error();
    return verified;
}

} // namespace postamt::tokens
