#pragma once

#include "base/random.h"

#include <optional>
#include <string>
#include <string_view>

namespace postamt::sasl {

/// Longest nonce taken from a peer, in bytes.
constexpr std::size_t maxNonceSize = 512;

/// The four messages of SCRAM (RFC 5802 section 7). A parser gives nothing if the syntax is wrong,
/// if a mandatory extension (m=) is asked for, or if a field is beyond its limit. Names are
/// decoded.

/// How the client binds the exchange to its TLS session.
enum class BindingFlag {
    None, ///< n: the client cannot
    NotOffered, ///< y: the client can, but believes that the server cannot
    Bound, ///< p=NAME
};

/// What stands before a client's first message (RFC 5801 section 4).
struct Gs2Header {
    BindingFlag flag = BindingFlag::None;
    std::string bindingName;
    std::string authorizationId;

    /// The whole text must be a header, with its last comma.
    static std::optional<Gs2Header> parse(std::string_view text);
};

struct ScramClientFirst : Gs2Header {
    std::string user;
    std::string nonce;
    std::string gs2Header; ///< with its last comma, as sent
    std::string bare; ///< client-first-message-bare, as sent

    static std::optional<ScramClientFirst> parse(std::string_view text);
};

struct ScramServerFirst {
    std::string nonce;
    std::string salt;
    int iterations = 0;

    std::string format() const;
    static std::optional<ScramServerFirst> parse(std::string_view text);
};

struct ScramClientFinal {
    std::string binding; ///< gs2 header and binding bytes, decoded
    std::string nonce;
    std::string proof; ///< decoded
    std::string withoutProof; ///< as sent

    static std::optional<ScramClientFinal> parse(std::string_view text);
};

struct ScramServerFinal {
    std::string signature; ///< decoded; empty if there is an error
    std::string error;

    std::string format() const;
    static std::optional<ScramServerFinal> parse(std::string_view text);
};

/// 144 random bits, printable.
std::string freshScramNonce(Random& random);

/// A name with "=" and "," written as "=3D" and "=2C".
std::string encodeScramName(std::string_view name);

} // namespace postamt::sasl
