#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postamt::smtp::proto {

/// How a message came in, for the "with" of its Received line (RFC 3848, RFC 6531 section 4.3).
struct Protocol {
    bool lmtp = false;
    bool extended = true; ///< EHLO, not HELO
    bool tls = false;
    bool authenticated = false;
    bool smtpUtf8 = false;

    /// ESMTPSA, LMTPS, UTF8SMTPS, ...
    std::string name() const;
};

/// What a Received line says (RFC 5321 section 4.4).
struct Received {
    std::string helloName; ///< as the client said
    std::string
        address; ///< of the client, such as 192.0.2.1 or 2001:db8::1; empty for a Unix socket
    std::string hostName; ///< ours
    Protocol protocol;
    std::string id; ///< our own, for the log
    std::optional<std::string> recipient; ///< addr-spec; only if there is a single one
    std::string date; ///< as in RFC 5322 section 3.3
};

/// The header field with its name and CRLF, folded. What the client said is cut down to harmless
/// bytes.
std::string formatReceived(const Received& received);

} // namespace postamt::smtp::proto
