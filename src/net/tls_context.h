#pragma once

#include "base/result.h"
#include "net/openssl.h"
#include "net/ticket_keys.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace postamt::net {

/// Where the server's certificate is.
struct TlsServerSettings {
    std::filesystem::path certificate; ///< PEM: the certificate, then those that lead to its CA
    std::filesystem::path key; ///< PEM, without a password
    bool tickets = true; ///< session tickets; some old mail servers stumble over them
    /// PEM: CAs whose certificates clients may show to say who they are; empty: clients are not asked.
    std::filesystem::path clientAuthorities = {};
};

/// What the server shows in TLS handshakes: TLS 1.2 and 1.3, ECDHE with AEAD, X25519, P-256 and
/// P-384, no compression, no renegotiation. SNI is ignored: there is one certificate. From any
/// thread.
class TlsContext {
public:
    /// A certificate in use; sessions keep the one they began with.
    struct Identity {
        openssl::Context context;
        std::shared_ptr<TicketKeys> tickets;
    };

    /// No, with a text that names the file, if the files do not hold a certificate and its key.
    static Result<std::shared_ptr<TlsContext>> open(TlsServerSettings settings);

    /// Reads the files again. Sessions go on with what they have, new handshakes get the new
    /// certificate, and clients of before still resume. On an error the old certificate stays in
    /// use.
    Result<> reload();
    Result<> reload(TlsServerSettings settings);

    std::shared_ptr<const Identity> current() const;

private:
    TlsContext() = default;

    mutable std::mutex mutex_;
    TlsServerSettings settings_;
    std::shared_ptr<TicketKeys> tickets_ = std::make_shared<TicketKeys>();
    std::shared_ptr<const Identity> identity_;
};

/// The TLS of a listener.
struct ServerTls {
    std::shared_ptr<TlsContext> context;

    /// Names of our protocol in ALPN (RFC 7301): "imap", "pop3", "smtp". A client that offers names
    /// and none of these is turned away with no_application_protocol, so that no browser can be led
    /// to speak to a mail port (ALPACA). One that offers none is welcome.
    std::vector<std::string> protocols;

    /// False where nobody logs in: there clients are not asked for a certificate, whatever
    /// TlsServerSettings::clientAuthorities says.
    bool asksClients = true;
};

/// How we connect as a client.
enum class TlsMode { None, StartTls, Implicit };

struct TlsClientConfig {
    TlsMode mode = TlsMode::Implicit;
    std::string
        serverName; ///< whom we expect, for SNI and the check; empty: the host we connect to
    bool verify = true; ///< that a known CA vouches for serverName
    std::filesystem::path caFile; ///< PEM; empty: the CAs of the system
};

/// A context for one connection of a client. No, with a text, if the CA file is not readable.
Result<openssl::Context> clientContext(const TlsClientConfig& config);

} // namespace postamt::net
