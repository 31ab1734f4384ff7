#pragma once

#include "base/result.h"
#include "tokens/public_key.h"

#include <string_view>
#include <vector>

namespace postamt::tokens {

/// The keys of an issuer (JWKS, RFC 7517 section 5). Those of other kinds are left out.
class KeySet {
public:
    static constexpr std::size_t maxBytes = 256 * 1024;
    static constexpr std::size_t maxKeys = 100;

    KeySet() = default;

    /// Bad, with a text for the log, if it is no key set, has more than maxKeys keys, or none that we
    /// can use.
    static Result<KeySet> parse(std::string_view json);

    /// Those by which a token may be signed: of the algorithm, and of that id if the token names one
    /// ("kid"; it is only ever compared). All of the algorithm for an empty id.
    std::vector<PublicKey> find(Algorithm algorithm, std::string_view id) const;

    std::size_t size() const { return keys_.size(); }

private:
    std::vector<PublicKey> keys_;
};

} // namespace postamt::tokens
