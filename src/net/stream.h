#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/task.h"
#include "net/endpoint.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::net {

/// What a read() has brought.
struct Received {
    enum class Kind {
        Data, ///< bytes has at least one byte
        Closed, ///< the other side has ended, or close() was called
        TimedOut, ///< nothing came in the time given; the stream is still usable
        Woken, ///< somebody called wake()
        Failed, ///< the connection is broken; bytes says why, for the log
    };

    Kind kind = Kind::Closed;

    /// Lent by the thread: valid until the next co_await of the session, whatever that awaits.
    std::string_view bytes;
};

/// Whom a client's certificate names. Only texts of printable characters count.
struct ClientCertificate {
    std::vector<std::string> emails; ///< rfc822Name (RFC 5280 section 4.2.1.6), ASCII
    std::string commonName; ///< of the subject, UTF-8; empty if it has none, or several
    UnixSeconds ends = 0; ///< its notAfter: it is good until then
};

/// What is known of the TLS of a stream.
struct TlsState {
    std::string protocol; ///< "TLSv1.3"; empty without TLS
    std::string cipher; ///< OpenSSL's name of the cipher suite
    std::string serverName; ///< what the client asked for (SNI), unchecked; empty if nothing
    std::string alpn; ///< the protocol agreed on, empty if none was offered
    std::string exporter; ///< channel binding tls-exporter (RFC 9266), 32 bytes; empty if it would
                          ///< not be safe
    std::string serverEndPoint; ///< channel binding tls-server-end-point (RFC 5929 section 4)
    bool isResumed = false;
    /// At a server: what the client has shown, if it is valid now and a CA of
    /// TlsServerSettings::clientAuthorities vouches for it.
    std::optional<ClientCertificate> clientCertificate = std::nullopt;
};

/// A connection as sessions see it: bytes in, bytes out, TLS that may begin midway. TcpStream is
/// the real one, MemoryStream the one for tests.
///
/// All calls come from the stream's own executor, one read(), write(), startTls() or shutdown() at
/// a time; wake() and close() may come in between.
class Stream {
public:
    Stream() = default;
    virtual ~Stream() = default;
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    /// What has come, at most 64 KB, or why nothing did. A wake() goes before bytes that are there.
    virtual Task<Received> read(std::chrono::milliseconds timeout) = 0;

    /// Writes all of it, as fast as the other side takes it; nothing is buffered here, so hand over
    /// large pieces (128 KB). The bytes must live until it returns, and must not be those that
    /// read() has lent. An error means that the stream is closed: the other side is gone or took
    /// nothing for too long.
    virtual Task<Result<>> write(std::string_view bytes) = 0;

    /// Makes a waiting read(), or else the next one, return Woken. Several calls before that count
    /// once. Other threads post to executor() and call it there, sure that the stream still lives.
    virtual void wake() = 0;

    /// True once the server wants to end: sessions say goodbye at the next legal place. The change
    /// comes with a wake().
    virtual bool stopping() const = 0;

    /// The handshake: server side on an accepted stream, client side on a connected one. What
    /// read() has given already is not looked at: **the session must throw away every plain byte it
    /// still holds** before it goes on, or a command smuggled in behind STARTTLS runs inside the
    /// TLS session. After an error the stream is closed.
    virtual Task<Result<>> startTls() = 0;

    virtual bool isSecure() const = 0;
    virtual TlsState tls() const = 0;

    virtual const Endpoint& peer() const = 0;
    virtual const Endpoint& local() const = 0;
    virtual Executor executor() = 0;

    /// Ends the connection at once; a waiting operation returns Closed or an error.
    virtual void close() = 0;

    /// Says goodbye (TLS close_notify), lets the other side read what was written, closes.
    virtual Task<> shutdown() = 0;
};

} // namespace postamt::net
