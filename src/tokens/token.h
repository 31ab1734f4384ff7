#pragma once

#include "base/result.h"
#include "tokens/public_key.h"

#include <boost/json/object.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace postamt::tokens {

/// A JSON Web Token in the compact form (RFC 7519, RFC 7515 section 7.1), taken apart. Nothing in it
/// is true before its signature has been verified.
struct Token {
    static constexpr std::size_t maxBytes = 8192;

    Algorithm algorithm = Algorithm::Rs256;
    std::string keyId; ///< "kid"; empty if there is none
    std::string signedText; ///< header and payload as they were sent
    std::string signature;
    boost::json::object claims;

    /// Bad, with a text for the log, if it is no such token, its algorithm is not one of ours, or it
    /// has extensions that must be understood ("crit").
    static Result<Token> parse(std::string_view text);
};

} // namespace postamt::tokens
