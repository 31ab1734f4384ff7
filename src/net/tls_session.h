#pragma once

#include "net/stream.h"
#include "net/tls_context.h"

#include <memory>
#include <span>

namespace postamt::net {

/// How far a step on a non-blocking connection came.
struct Progress {
    enum class Kind {
        Done, ///< `size` bytes
        WantRead, ///< nothing yet: the socket must become readable
        WantWrite, ///< nothing yet: the socket must become writable
        Closed, ///< the other side has ended in order
        Failed, ///< `error` says why
    };

    Kind kind = Kind::Done;
    std::size_t size = 0;
    std::string error = {};
};

/// TLS on a non-blocking descriptor, which stays with the caller. It never waits: it says what for.
/// Once the descriptor is closed nothing but the destructor may be called.
class TlsSession {
public:
    /// The server's side. `tls` must outlive the session.
    static Result<std::unique_ptr<TlsSession>> accept(const ServerTls& tls, int descriptor);
    /// The client's side; `config.serverName` must be set.
    static Result<std::unique_ptr<TlsSession>>
    connect(const TlsClientConfig& config, int descriptor);

    Progress handshake();
    Progress read(std::span<char> buffer);
    /// Takes one record of 16 KB at most; call it again with the rest, from the same place if it
    /// wants to wait.
    Progress write(std::string_view bytes);
    /// Sends close_notify if that needs no waiting.
    void sayGoodbye();

    TlsState state() const;

private:
    TlsSession() = default;
    Progress failed(int result);

    std::shared_ptr<const TlsContext::Identity> identity_; ///< of a server; keeps the ticket keys
    openssl::Session ssl_;
    std::optional<Progress> end_; ///< once it has ended it stays so
};

} // namespace postamt::net
