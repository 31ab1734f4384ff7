#include "net/listener.h"

#include "base/log.h"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fcntl.h>
#include <sys/socket.h>
#include <system_error>

namespace postamt::net {

namespace {

using boost::asio::redirect_error;
using boost::asio::use_awaitable;

/// Accepted in one go; then the sessions of the thread have their turn.
constexpr int batch = 64;
constexpr std::chrono::milliseconds pauseTime{100};
constexpr std::chrono::minutes complaintInterval{1};

Descriptor openReserve()
{
    return Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
}

Descriptor acceptOne(int listening)
{
    return Descriptor(::accept4(listening, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
}

Endpoint peerOf(const Descriptor& descriptor)
{
    boost::asio::generic::stream_protocol::endpoint endpoint;
    auto size = static_cast<socklen_t>(endpoint.capacity());
    if (::getpeername(descriptor.get(), endpoint.data(), &size) == 0)
        endpoint.resize(size);
    return Endpoint::of(endpoint);
}

} // namespace

Result<std::unique_ptr<Listener>> Listener::open(
    IoThreads& threads, ConnectionLimits limits, ListenerSettings settings, Session session
)
{
    if (settings.implicitTls && !settings.tls)
        return internal("a listener with implicit TLS has no certificate");
    auto socket = listenOn(settings.address);
    if (!socket)
        return std::unexpected(socket.error());
    std::unique_ptr<Listener> listener(
        new Listener(threads, std::move(limits), std::move(settings), std::move(session))
    );
    listener->local_ = localEndpoint(*socket);
    boost::system::error_code error;
    listener->socket_.assign(socket->get(), error);
    if (error)
        return temporary("cannot watch a socket: " + error.message());
    socket->release();
    return listener;
}

Listener::Listener(
    IoThreads& threads, ConnectionLimits limits, ListenerSettings settings, Session session
)
    : threads_(threads)
    , limits_(std::move(limits))
    , settings_(std::move(settings))
    , session_(std::move(session))
    , socket_(threads.next())
    , pause_(socket_.get_executor())
    , reserve_(openReserve())
    , lastComplaint_(std::chrono::steady_clock::now() - complaintInterval)
{
    for (const Executor& executor : threads_.executors())
        places_.push_back({executor, std::make_shared<Roster>()});
}

Listener::~Listener()
{
    if (!settings_.address.path.empty())
        ::unlink(settings_.address.path.c_str());
}

void Listener::start()
{
    scope_.spawn(socket_.get_executor(), acceptAll());
}

void Listener::stop()
{
    if (stopped_.exchange(true))
        return;
    scope_.spawn(socket_.get_executor(), stopAccepting());
    for (const Place& place : places_)
        boost::asio::post(place.executor, [roster = place.roster] { roster->stop(); });
}

Task<> Listener::stopAccepting()
{
    stopping_ = true;
    boost::system::error_code ignored;
    socket_.close(ignored);
    pause_.cancel();
    reserve_.reset();
    co_return;
}

Task<> Listener::drain(std::chrono::milliseconds grace)
{
    stop();
    boost::asio::steady_timer timer(socket_.get_executor(), grace);
    timer.async_wait([places = places_](boost::system::error_code error) {
        if (error)
            return;
        for (const Place& place : places)
            boost::asio::post(place.executor, [roster = place.roster] { roster->closeAll(); });
    });
    co_await scope_.join();
}

Task<> Listener::acceptAll()
{
    while (!stopping_) {
        boost::system::error_code error;
        co_await socket_.async_wait(
            boost::asio::posix::stream_descriptor::wait_read, redirect_error(use_awaitable, error)
        );
        if (stopping_)
            break;
        if (acceptSome() != Accepted::Exhausted)
            continue;
        pauses_.fetch_add(1, std::memory_order_relaxed);
        shed();
        pause_.expires_after(pauseTime);
        co_await pause_.async_wait(redirect_error(use_awaitable, error));
    }
}

Listener::Accepted Listener::acceptSome()
{
    for (int i = 0; i < batch; ++i) {
        auto descriptor = acceptOne(socket_.native_handle());
        if (descriptor) {
            take(std::move(descriptor));
            continue;
        }
        switch (errno) {
        case EAGAIN:
            return Accepted::All;
        case EMFILE:
        case ENFILE:
        case ENOBUFS:
        case ENOMEM:
            complain(std::system_category().message(errno));
            return Accepted::Exhausted;
        case EBADF:
        case EINVAL:
        case ENOTSOCK:
            // not to be expected while we listen; whatever it is, do not spin
            complain(std::system_category().message(errno));
            return Accepted::Exhausted;
        default:
            continue; // that one client has gone already (accept(2) lists many reasons)
        }
    }
    return Accepted::Some;
}

void Listener::take(Descriptor descriptor)
{
    const Endpoint peer = peerOf(descriptor);
    auto ticket = limits_.admit(peer);
    if (!ticket) {
        complain("too many connections, the last from " + peer.text());
        refuse(descriptor);
        return;
    }
    accepted_.fetch_add(1, std::memory_order_relaxed);
    const std::size_t thread = threads_.nextIndex();
    Arrival arrival{std::move(descriptor), std::move(*ticket), thread};
    scope_.spawn(places_[thread].executor, serve(std::move(arrival)));
}

void Listener::refuse(const Descriptor& descriptor)
{
    refused_.fetch_add(1, std::memory_order_relaxed);
    if (settings_.implicitTls || settings_.refusal.empty())
        return;
    // a fresh connection has room for a line; if not, closing must do
    ::send(descriptor.get(), settings_.refusal.data(), settings_.refusal.size(), MSG_NOSIGNAL);
}

/// Without a free descriptor even turning away is impossible, and a client would wait for ever. So
/// one is kept for that; a connection is turned away with each pause.
void Listener::shed()
{
    reserve_.reset();
    if (const auto descriptor = acceptOne(socket_.native_handle()))
        refuse(descriptor);
    reserve_ = openReserve();
}

Task<> Listener::serve(Arrival arrival)
{
    const Place& place = places_[arrival.thread];
    if (place.roster->stopping()) {
        refuse(arrival.descriptor);
        co_return;
    }
    auto stream = TcpStream::accepted(
        place.executor, std::move(arrival.descriptor), settings_.stream, settings_.tls, place.roster
    );
    if (!stream) {
        log::warning("net", "{}: {}", settings_.name, stream.error().text);
        co_return;
    }
    if (settings_.implicitTls) {
        const Result<> secured = co_await (*stream)->startTls();
        if (!secured) {
            failedHandshakes_.fetch_add(1, std::memory_order_relaxed);
            log::info(
                "net", "{}: {}: {}", settings_.name, (*stream)->peer().text(), secured.error().text
            );
            co_return;
        }
    }
    Task<> session = session_(std::move(*stream));
    co_await std::move(session);
}

void Listener::complain(const std::string& what)
{
    const auto now = std::chrono::steady_clock::now();
    if (now - lastComplaint_ < complaintInterval)
        return;
    lastComplaint_ = now;
    log::warning("net", "{}: turning connections away: {}", settings_.name, what);
}

ListenerCounts Listener::counts() const
{
    return {
        .accepted = accepted_.load(std::memory_order_relaxed),
        .refused = refused_.load(std::memory_order_relaxed),
        .failedHandshakes = failedHandshakes_.load(std::memory_order_relaxed),
        .pauses = pauses_.load(std::memory_order_relaxed),
    };
}

} // namespace postamt::net
