#pragma once

#include "net/stream.h"

#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <limits>
#include <memory>

namespace postamt::net {

/// A Stream without a socket, seen from the other side: a test feeds bytes and takes what the
/// session wrote. Everything runs on one io_context and one thread; no time passes, timeouts happen
/// on demand.
///
/// It is stricter than a socket: bytes lent by read() are overwritten at the next operation.
///
///     MemoryPeer peer(context);
///     scope.spawn(context.get_executor(), session(peer.stream()));
///     EXPECT_EQ(peer.talk("NOOP\r\n"), "+OK\r\n");
class MemoryPeer {
public:
    explicit MemoryPeer(
        boost::asio::io_context& context,
        Endpoint peer = Endpoint::of("192.0.2.1", 50000),
        Endpoint local = Endpoint::of("192.0.2.2", 25)
    );
    /// The session may still hold its stream: for it the connection is closed then.
    ~MemoryPeer();
    MemoryPeer(const MemoryPeer&) = delete;
    MemoryPeer& operator=(const MemoryPeer&) = delete;

    /// The session's side. To be called once.
    std::unique_ptr<Stream> stream();

    /// Sends bytes, to arrive in pieces of at most `pieceSize` (and never above 64 KB).
    void
    feed(std::string_view bytes, std::size_t pieceSize = std::numeric_limits<std::size_t>::max());
    /// Ends our side, after what was fed.
    void close();
    /// Breaks the connection, after what was fed: read() gives Failed, write() an error.
    void fail();
    /// Lets a waiting read() time out.
    void timeOut();
    /// As the listener does when the server ends: stopping() becomes true, the session is woken.
    void stop();
    /// What tls() says after startTls(); without it a made-up TLSv1.3.
    void setTls(TlsState state);
    /// What it says of our certificate then.
    void showCertificate(ClientCertificate certificate);
    /// The next startTls() fails.
    void failTls();
    /// How many bytes write() may still take before it waits. Default without end.
    void setRoom(std::size_t bytes);

    /// What the session has written since the last take().
    std::string take();
    /// True while the session waits in read() and nothing fed is left.
    bool isReading() const;
    /// True while the session waits in write() for room.
    bool isWriting() const;
    bool isSecure() const;
    /// True once the session has closed its stream or let go of it.
    bool isClosed() const;

    /// Runs the io_context until the session waits for us or has closed, and nothing more is ready
    /// to run. False if that does not happen for 20 seconds (work on other threads is waited for).
    bool settle();

    /// feed(), settle(), take(). If it does not settle, the text ends with "[not settled]".
    std::string
    talk(std::string_view bytes, std::size_t pieceSize = std::numeric_limits<std::size_t>::max());

private:
    class End;
    struct Shared;
    boost::asio::io_context& context_;
    std::shared_ptr<Shared> shared_;
};

} // namespace postamt::net
