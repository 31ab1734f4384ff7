#pragma once

#include "sasl/server_mechanism.h"

#include <memory>

namespace postamt::sasl {

/// A ServerMechanism as SMTP (RFC 4954), IMAP (RFC 9051) and POP3 (RFC 5034) carry it: lines of
/// base64, "*" to abort, "=" for an empty initial response. One object per AUTH command.
class ServerExchange {
public:
    explicit ServerExchange(std::unique_ptr<ServerMechanism> mechanism);

    /// Begins with the argument behind the mechanism's name, if there was one.
    ServerStep start(std::optional<std::string_view> initial);

    /// A line of the client without its CRLF.
    ServerStep line(std::string_view text);

    /// As in ServerMechanism.
    ServerStep resume(bool verified);
    ServerStep resume(std::optional<ScramCredential> credential);

private:
    ServerStep ended(ServerStep step);
    ServerStep fail(Failure reason);

    std::unique_ptr<ServerMechanism> mechanism_; // null once the exchange is over
};

/// The text of a challenge, without "334 " or "+ " and CRLF.
std::string encodeChallenge(const Challenge& challenge);

} // namespace postamt::sasl
