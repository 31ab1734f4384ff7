#include "net/tcp_stream.h"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cassert>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <system_error>

namespace postamt::net {

namespace {

using boost::asio::redirect_error;
using boost::asio::use_awaitable;
using Kind = Progress::Kind;

constexpr std::size_t readSize = 65536;
constexpr int eagerSteps = 12;
/// How much of what was written the kernel may hold that is not even on its way.
constexpr int unsentBytes = 256 * 1024;
/// What the other side must take in each span of the write timeout: as much as a TLS record.
constexpr std::size_t writeProgress = 16 * 1024;
/// What shutdown() reads and throws away at most.
constexpr std::size_t lingerBytes = 1024 * 1024;

/// Lent to whichever session of the thread reads.
std::span<char> readBuffer()
{
    thread_local const auto buffer = std::make_unique_for_overwrite<char[]>(readSize);
    return {buffer.get(), readSize};
}

/// What a system call on the socket gave.
Progress progressOf(ssize_t size, Kind want)
{
    if (size >= 0)
        return {.kind = Kind::Done, .size = static_cast<std::size_t>(size)};
    if (errno == EAGAIN || errno == EWOULDBLOCK)
        return {.kind = want};
    return {.kind = Kind::Failed, .error = std::system_category().message(errno)};
}

Result<TcpStream::Socket> adopt(Executor executor, Descriptor descriptor)
{
    int family = 0;
    socklen_t size = sizeof family;
    if (::getsockopt(descriptor.get(), SOL_SOCKET, SO_DOMAIN, &family, &size) != 0)
        return temporary("no socket: " + std::system_category().message(errno));
    if (family != AF_UNIX) {
        const int on = 1;
        ::setsockopt(descriptor.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        ::setsockopt(descriptor.get(), SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
        ::setsockopt(
            descriptor.get(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsentBytes, sizeof unsentBytes
        );
    }
    TcpStream::Socket socket(executor);
    boost::system::error_code error;
    const boost::asio::generic::stream_protocol protocol(family, 0);
    socket.assign(protocol, descriptor.get(), error);
    if (!error) {
        descriptor.release();
        socket.native_non_blocking(true, error);
    }
    if (error)
        return temporary("cannot watch a socket: " + error.message());
    return socket;
}

} // namespace

Result<std::unique_ptr<TcpStream>> TcpStream::accepted(
    Executor executor,
    Descriptor descriptor,
    StreamSettings settings,
    std::shared_ptr<const ServerTls> tls,
    std::shared_ptr<Roster> roster
)
{
    auto socket = adopt(std::move(executor), std::move(descriptor));
    if (!socket)
        return std::unexpected(socket.error());
    return std::unique_ptr<TcpStream>(
        new TcpStream(std::move(*socket), settings, std::move(tls), nullptr, std::move(roster))
    );
}

Result<std::unique_ptr<TcpStream>> TcpStream::connected(
    Executor executor, Descriptor descriptor, StreamSettings settings, TlsClientConfig tls
)
{
    auto socket = adopt(std::move(executor), std::move(descriptor));
    if (!socket)
        return std::unexpected(socket.error());
    auto config = std::make_unique<const TlsClientConfig>(std::move(tls));
    return std::unique_ptr<TcpStream>(
        new TcpStream(std::move(*socket), settings, nullptr, std::move(config), nullptr)
    );
}

TcpStream::TcpStream(
    Socket socket,
    StreamSettings settings,
    std::shared_ptr<const ServerTls> serverTls,
    std::unique_ptr<const TlsClientConfig> clientTls,
    std::shared_ptr<Roster> roster
)
    : socket_(std::move(socket))
    , timer_(socket_.get_executor())
    , settings_(settings)
    , serverTls_(std::move(serverTls))
    , clientTls_(std::move(clientTls))
    , roster_(std::move(roster))
    , self_(std::make_shared<TcpStream*>(this))
{
    boost::system::error_code ignored; // a connection that is gone already shows at the first read
    peer_ = Endpoint::of(socket_.remote_endpoint(ignored));
    local_ = Endpoint::of(socket_.local_endpoint(ignored));
    if (roster_)
        roster_->add(*this);
}

TcpStream::~TcpStream()
{
    if (roster_)
        roster_->remove(*this);
}

Progress TcpStream::receive(std::span<char> buffer)
{
    if (tls_)
        return tls_->read(buffer);
    ssize_t size = 0;
    do
        size = ::recv(socket_.native_handle(), buffer.data(), buffer.size(), 0);
    while (size < 0 && errno == EINTR);
    auto progress = progressOf(size, Kind::WantRead);
    if (size == 0)
        progress.kind = Kind::Closed;
    return progress;
}

Progress TcpStream::send(std::string_view bytes)
{
    if (tls_)
        return tls_->write(bytes);
    ssize_t size = 0;
    do
        size = ::send(socket_.native_handle(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    while (size < 0 && errno == EINTR);
    return progressOf(size, Kind::WantWrite);
}

Task<Received> TcpStream::read(std::chrono::milliseconds timeout)
{
    assert(waiting_ == Waiting::No);
    timedOut_ = false;
    auto deadline = Time::time_point::max();
    for (;;) {
        if (isGreedy())
            co_await yield();
        if (!socket_.is_open())
            co_return Received{Received::Kind::Closed, {}};
        if (std::exchange(woken_, false))
            co_return Received{Received::Kind::Woken, {}};
        const auto buffer = readBuffer();
        auto progress = receive(buffer);
        switch (progress.kind) {
        case Kind::Done:
            co_return Received{
                Received::Kind::Data, {buffer.data(), progress.size}
            };
        case Kind::Closed:
            co_return Received{Received::Kind::Closed, {}};
        case Kind::Failed: {
            const std::size_t size = progress.error.copy(buffer.data(), buffer.size());
            co_return Received{
                Received::Kind::Failed, {buffer.data(), size}
            };
        }
        case Kind::WantRead:
        case Kind::WantWrite:
            break;
        }
        if (timedOut_)
            co_return Received{Received::Kind::TimedOut, {}};
        if (deadline == Time::time_point::max())
            deadline = Time::now() + timeout;
        co_await ready(progress.kind, Waiting::Read, deadline);
        waiting_ = Waiting::No;
    }
}

Task<Result<>> TcpStream::write(std::string_view bytes)
{
    assert(waiting_ == Waiting::No);
    timedOut_ = false;
    auto deadline = Time::time_point::max(); // set by the first wait
    std::size_t taken = 0; // since the deadline was set
    while (!bytes.empty()) {
        if (isGreedy())
            co_await yield();
        if (!socket_.is_open())
            co_return temporary("the connection is closed");
        const auto progress = send(bytes);
        if (progress.kind == Kind::Done) {
            bytes.remove_prefix(progress.size);
            taken += progress.size;
            if (taken >= writeProgress) {
                taken = 0;
                deadline = Time::time_point::max();
                timedOut_ = false;
            }
            continue;
        }
        const bool isOver = progress.kind == Kind::Closed || progress.kind == Kind::Failed;
        if (isOver || timedOut_) {
            close();
            co_return temporary(
                isOver ? "cannot write: " + progress.error : "the other side does not read"
            );
        }
        if (deadline == Time::time_point::max())
            deadline = Time::now() + settings_.writeTimeout;
        co_await ready(progress.kind, Waiting::Write, deadline);
        waiting_ = Waiting::No;
    }
    co_return Result<>();
}

Task<Result<>> TcpStream::startTls()
{
    assert(waiting_ == Waiting::No);
    if (!socket_.is_open())
        co_return temporary("the connection is closed");
    if (tls_ || !(serverTls_ || clientTls_))
        co_return internal("TLS cannot begin on this stream");
    auto session = serverTls_ ? TlsSession::accept(*serverTls_, socket_.native_handle())
                              : TlsSession::connect(*clientTls_, socket_.native_handle());
    std::string trouble;
    if (!session)
        trouble = session.error().text;
    timedOut_ = false;
    const auto deadline = Time::now() + settings_.handshakeTimeout;
    while (trouble.empty()) {
        const auto progress = (*session)->handshake();
        if (progress.kind == Kind::Done) {
            tls_ = std::move(*session);
            co_return Result<>();
        }
        if (progress.kind == Kind::Closed) {
            trouble = "the other side has gone away";
        } else if (progress.kind == Kind::Failed) {
            trouble = progress.error;
        } else if (timedOut_) {
            trouble = "it took too long";
        } else {
            co_await ready(progress.kind, Waiting::Handshake, deadline);
            waiting_ = Waiting::No;
            if (!socket_.is_open())
                trouble = "the connection was closed";
        }
    }
    close();
    co_return temporary("the TLS handshake failed: " + trouble);
}

TlsState TcpStream::tls() const
{
    return tls_ ? tls_->state() : TlsState{};
}

void TcpStream::wake()
{
    woken_ = true;
    if (waiting_ == Waiting::Read || waiting_ == Waiting::Linger) {
        boost::system::error_code ignored;
        socket_.cancel(ignored);
    }
}

void TcpStream::close()
{
    boost::system::error_code ignored;
    socket_.close(ignored);
    timer_.cancel();
}

Task<> TcpStream::shutdown()
{
    assert(waiting_ == Waiting::No);
    if (!socket_.is_open())
        co_return;
    if (tls_)
        tls_->sayGoodbye();
    // Closing a socket with unread bytes in it resets the connection, which may take away from the
    // client what we have just written. So we end our side, then read on for a while.
    const int descriptor = socket_.native_handle();
    ::shutdown(descriptor, SHUT_WR);
    timedOut_ = false;
    const auto deadline = Time::now() + settings_.lingerTimeout;
    std::size_t total = 0;
    while (socket_.is_open() && !timedOut_ && total < lingerBytes) {
        const auto buffer = readBuffer();
        const auto size = ::recv(descriptor, buffer.data(), buffer.size(), 0);
        const auto progress = progressOf(size, Kind::WantRead);
        total += progress.size;
        if (size == 0 || progress.kind == Kind::Failed || (size < 0 && stopping()))
            break;
        if (progress.kind == Kind::WantRead) {
            co_await ready(Kind::WantRead, Waiting::Linger, deadline);
            waiting_ = Waiting::No;
        }
    }
    close();
}

Task<> TcpStream::ready(Progress::Kind want, Waiting waiting, Time::time_point deadline)
{
    eager_ = 0;
    waiting_ = waiting;
    arm(deadline);
    const auto type = want == Kind::WantWrite ? Socket::wait_write : Socket::wait_read;
    return socket_.async_wait(type, redirect_error(use_awaitable, waitError_));
}

bool TcpStream::isGreedy()
{
    if (++eager_ < eagerSteps)
        return false;
    eager_ = 0;
    return true;
}

Task<> TcpStream::yield()
{
    return boost::asio::post(socket_.get_executor(), use_awaitable);
}

/// One timer serves all waits: it is set only if it would ring too late, and looks at deadline_
/// when it rings. So a busy stream sets it about once a timeout, not once a wait.
void TcpStream::arm(Time::time_point deadline)
{
    deadline_ = deadline;
    if (armed_ && timer_.expiry() <= deadline)
        return;
    armed_ = true;
    timer_.expires_at(deadline);
    timer_.async_wait([self = std::weak_ptr(self_)](boost::system::error_code error) {
        if (const auto alive = self.lock(); alive && !error)
            (*alive)->onTimer();
    });
}

void TcpStream::onTimer()
{
    armed_ = false;
    if (waiting_ == Waiting::No || !socket_.is_open())
        return;
    if (Time::now() < deadline_) {
        arm(deadline_);
        return;
    }
    timedOut_ = true;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

} // namespace postamt::net
