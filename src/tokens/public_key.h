#pragma once

#include <boost/json/object.hpp>
#include <openssl/types.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::tokens {

/// How a token may be signed (RFC 7518 section 3.1, RFC 8037). There are no others: above all not
/// "none", and none whose key is a secret ("HS256"), for which a public key would do.
enum class Algorithm { Rs256, Es256, EdDsa };

/// By its name in "alg", in exactly this case; nothing for all others.
std::optional<Algorithm> algorithmNamed(std::string_view name);

/// A public key that an issuer has published, good for one algorithm. A value; copies share the
/// key.
class PublicKey {
public:
    /// From a JSON Web Key (RFC 7517): RSA of 2048 to 8192 bits, EC on P-256, OKP with Ed25519.
    /// Nothing for other types, for keys not meant for signatures, and for broken ones.
    static std::optional<PublicKey> fromJwk(const boost::json::object& jwk);

    Algorithm algorithm() const { return algorithm_; }

    /// "kid"; empty if it has none.
    const std::string& id() const { return id_; }

    /// True if the signature is of this key over the text.
    bool verifies(std::string_view text, std::string_view signature) const;

private:
    PublicKey(Algorithm algorithm, EVP_PKEY* key);

    Algorithm algorithm_;
    std::string id_;
    std::shared_ptr<EVP_PKEY> key_;
};

} // namespace postamt::tokens
