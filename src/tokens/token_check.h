#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "tokens/key_set.h"

#include <string>
#include <string_view>

namespace postamt::tokens {

/// How far the clocks of the issuer and of this machine may be apart, in seconds.
constexpr UnixSeconds leeway = 60;

/// Whose tokens are believed, and for what.
struct TokenRules {
    std::string issuer; ///< "iss", exactly
    std::string audience; ///< must be "aud", or one of it
    std::string addressClaim = "email"; ///< the claim that holds the user's address
};

/// Whom a token stands for.
struct Holder {
    std::string address; ///< as the issuer wrote it
    UnixSeconds ends = 0; ///< the token is good until then; the leeway is in it

    bool operator==(const Holder&) const = default;
};

/// The user that a token stands for. No, with a text for the log, if the token is not to be believed; code NOKEY if it may be signed by a key that is missing, so
/// that newer keys may help. Checked are the signature, iss, aud, exp (which must be there), nbf, iat
/// (RFC 7519 section 4.1), and that the issuer does not say that the address is unverified
/// (email_verified, OpenID Connect Core section 5.1).
Result<Holder> holderOf(
    std::string_view token, const KeySet& keys, const TokenRules& rules, UnixSeconds now
);

} // namespace postamt::tokens
