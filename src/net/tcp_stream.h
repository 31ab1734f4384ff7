#pragma once

#include "net/descriptor.h"
#include "net/roster.h"
#include "net/stream.h"
#include "net/tls_session.h"

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <span>

namespace postamt::net {

/// How patient a stream is.
struct StreamSettings {
    std::chrono::milliseconds handshakeTimeout = std::chrono::seconds(30);
    /// How long the other side may take for the next 16 KB of what we write, or for the rest: who
    /// reads a byte now and then does not read.
    std::chrono::milliseconds writeTimeout = std::chrono::minutes(5);
    /// How long shutdown() lets the other side read on.
    std::chrono::milliseconds lingerTimeout = std::chrono::seconds(2);
};

/// A Stream over a TCP or Unix socket. It tries first and waits only if the socket has nothing, so
/// that a busy stream costs one system call a piece; after a dozen pieces it lets the others of its
/// thread run. An idle one holds no buffer.
class TcpStream final : public Stream {
public:
    using Socket = boost::asio::generic::stream_protocol::socket;

    /// Takes over a connected socket. For a server: `tls` may be null (startTls() fails then), the
    /// roster is that of the listener on this thread, or null. Temporary if the system refuses.
    static Result<std::unique_ptr<TcpStream>> accepted(
        Executor executor,
        Descriptor descriptor,
        StreamSettings settings,
        std::shared_ptr<const ServerTls> tls,
        std::shared_ptr<Roster> roster
    );
    /// The same for a client.
    static Result<std::unique_ptr<TcpStream>> connected(
        Executor executor, Descriptor descriptor, StreamSettings settings, TlsClientConfig tls
    );

    ~TcpStream() override;

    Task<Received> read(std::chrono::milliseconds timeout) override;
    Task<Result<>> write(std::string_view bytes) override;
    void wake() override;

    bool stopping() const override { return roster_ && roster_->stopping(); }

    Task<Result<>> startTls() override;

    bool isSecure() const override { return tls_ != nullptr; }

    TlsState tls() const override;

    const Endpoint& peer() const override { return peer_; }

    const Endpoint& local() const override { return local_; }

    Executor executor() override { return socket_.get_executor(); }

    void close() override;
    Task<> shutdown() override;

private:
    using Time = std::chrono::steady_clock;
    enum class Waiting { No, Read, Write, Handshake, Linger };

    TcpStream(
        Socket socket,
        StreamSettings settings,
        std::shared_ptr<const ServerTls> serverTls,
        std::unique_ptr<const TlsClientConfig> clientTls,
        std::shared_ptr<Roster> roster
    );

    Progress receive(std::span<char> buffer);
    Progress send(std::string_view bytes);
    /// The socket's readiness, the timeout, wake() or close(), whichever comes first.
    Task<> ready(Progress::Kind want, Waiting waiting, Time::time_point deadline);
    /// Lets the others of the thread run, if it is time for that.
    bool isGreedy();
    Task<> yield();
    void arm(Time::time_point deadline);
    void onTimer();

    Socket socket_;
    boost::asio::steady_timer timer_;
    StreamSettings settings_;
    std::shared_ptr<const ServerTls> serverTls_;
    std::unique_ptr<const TlsClientConfig> clientTls_;
    std::shared_ptr<Roster> roster_;
    std::unique_ptr<TlsSession> tls_;
    Endpoint peer_;
    Endpoint local_;
    std::shared_ptr<TcpStream*> self_; ///< what the timer's handler holds weakly
    Time::time_point deadline_ = Time::time_point::max();
    boost::system::error_code waitError_;
    Waiting waiting_ = Waiting::No;
    int eager_ = 0; ///< steps since the last wait
    bool armed_ = false;
    bool woken_ = false;
    bool timedOut_ = false;
};

} // namespace postamt::net
