#pragma once

#include "sasl/scram_credential.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace postamt::sasl {

/// Longest message of a client before it is decoded from base64, in bytes.
constexpr std::size_t maxEncodedMessage = 12288;
/// Longest user name or authorisation identity, in bytes of UTF-8 (RFC 4616 section 2).
constexpr std::size_t maxUserSize = 255;
/// Longest password, in bytes of UTF-8; tokens travel as passwords too.
constexpr std::size_t maxPasswordSize = 1024;

/// Send these bytes (base64, in SMTP behind 334, in IMAP and POP behind "+ ") and step() with the
/// answer.
struct Challenge {
    std::string bytes;
};

/// Find out whether the password is right and resume(bool). Both are well-formed UTF-8 without NUL;
/// the password has been through preparePassword().
struct VerifyPassword {
    std::string user;
    std::string password;
};

/// Find the stored credential and resume() with it, or with nothing if there is no such user: the
/// exchange then goes on as if there were.
struct FindScramCredential {
    std::string user;
    ScramHash hash = ScramHash::Sha256;
};

/// Find out whether the token lets in a user, who must be that one if a name is given, and
/// resume(bool). The token has no form but that of RFC 6750.
struct VerifyToken {
    std::string user; ///< empty: whom the token names
    std::string token;
};

/// Find out whether the certificate of the connection lets in a user, who must be that one if a name
/// is given, and resume(bool).
struct VerifyCertificate {
    std::string user; ///< empty: whom the certificate names
};

/// The client is who it says. The name is as the client gave it (prepared), not yet an account;
/// empty if a token or a certificate was to tell.
struct Done {
    std::string user;
};

/// Why an exchange failed. The client is told Aborted, Malformed and TooLong as they are, and one
/// generic text for Rejected, whatever the reason was.
enum class Failure {
    Aborted, ///< the client sent "*"
    Malformed, ///< bad base64, bad UTF-8, or not the mechanism's syntax
    TooLong, ///< a message or a field beyond its limit
    Rejected, ///< wrong password or proof, unknown user, or an authorisation identity of someone
              ///< else
};

/// The exchange is over without success.
struct Failed {
    Failure reason = Failure::Rejected;
};

/// What is to be done next.
using ServerStep = std::variant<
    Challenge,
    VerifyPassword,
    FindScramCredential,
    VerifyToken,
    VerifyCertificate,
    Done,
    Failed>;

/// The server's side of one SASL exchange (RFC 4422): bytes in, steps out. It does not wait for
/// anything: what it needs from the accounts it asks for with a step. After Done or Failed, and on
/// a call that was not asked for, it gives Failed.
class ServerMechanism {
public:
    virtual ~ServerMechanism() = default;

    /// Begins. `initial` is the decoded initial response if the client sent one; an empty one is
    /// not none.
    virtual ServerStep start(std::optional<std::string_view> initial) = 0;

    /// The client's decoded answer to a Challenge.
    virtual ServerStep step(std::string_view message) = 0;

    /// The answer to VerifyPassword, VerifyToken, VerifyCertificate.
    virtual ServerStep resume(bool verified);

    /// The answer to FindScramCredential.
    virtual ServerStep resume(std::optional<ScramCredential> credential);
};

/// True if a client that is `user` may ask to act as `authorizationId`: itself or nobody named.
/// Nobody acts for another here.
bool mayActAs(std::string_view user, std::string_view authorizationId);

} // namespace postamt::sasl
