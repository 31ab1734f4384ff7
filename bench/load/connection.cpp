#include "load/connection.h"

#include "load/failure.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <openssl/err.h>

#include <netinet/tcp.h>
#include <sys/socket.h>
#include <utility>
#include <vector>

namespace postamt::load {

namespace {

using boost::asio::redirect_error;
using boost::asio::use_awaitable;
using boost::system::error_code;

constexpr std::size_t bufferSize = std::size_t{128} * 1024;

std::uint64_t trafficSoFar = 0;

/// Buffers that no connection holds.
std::vector<std::unique_ptr<char[]>>& spareBuffers()
{
    static std::vector<std::unique_ptr<char[]>> spare;
    return spare;
}

std::unique_ptr<char[]> takeBuffer()
{
    auto& spare = spareBuffers();
    if (spare.empty())
        return std::make_unique_for_overwrite<char[]>(bufferSize);
    auto buffer = std::move(spare.back());
    spare.pop_back();
    return buffer;
}

void giveBack(std::unique_ptr<char[]> buffer)
{
    if (buffer)
        spareBuffers().push_back(std::move(buffer));
}

/// One for all connections: it holds the greater part of the memory that TLS needs.
SSL_CTX& tlsContext()
{
    static const net::openssl::Context context = [] {
        net::openssl::Context made(SSL_CTX_new(TLS_client_method()));
        SSL_CTX_set_verify(made.get(), SSL_VERIFY_NONE, nullptr);
        SSL_CTX_set_session_cache_mode(made.get(), SSL_SESS_CACHE_OFF);
        SSL_CTX_set_mode(
            made.get(),
            SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE
                | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
        );
        return made;
    }();
    return *context;
}

} // namespace

Connection::Connection(Socket socket) : socket_(std::move(socket)) { }

Connection::~Connection()
{
    giveBack(std::move(buffer_));
}

Task<std::unique_ptr<Connection>> Connection::open(Place place)
{
    const auto executor = co_await boost::asio::this_coro::executor;
    Socket socket(executor);
    error_code error;
    const auto address = boost::asio::ip::make_address(place.host, error);
    if (error)
        giveUp("not a numeric address", place.host);
    const boost::asio::ip::tcp::endpoint endpoint(address, place.port);
    co_await socket.async_connect(endpoint, redirect_error(use_awaitable, error));
    if (error)
        giveUp("cannot connect to port " + std::to_string(place.port), error.message());
    socket.set_option(boost::asio::ip::tcp::no_delay(true), error);
    socket.native_non_blocking(true, error);
    std::unique_ptr<Connection> connection(new Connection(std::move(socket)));
    if (place.tls)
        co_await connection->startTls();
    co_return connection;
}

std::uint64_t Connection::traffic()
{
    return trafficSoFar;
}

Task<> Connection::ready(Wait wait)
{
    error_code error;
    co_await socket_.async_wait(wait, redirect_error(use_awaitable, error));
    if (error)
        giveUp("cannot wait for a connection", error.message());
}

Task<> Connection::startTls()
{
    net::openssl::ignoreBrokenPipes();
    ssl_.reset(SSL_new(&tlsContext()));
    if (!ssl_ || SSL_set_fd(ssl_.get(), socket_.native_handle()) != 1)
        giveUp("cannot begin TLS", net::openssl::lastError());
    SSL_set_read_ahead(ssl_.get(), 1);
    for (;;) {
        ERR_clear_error();
        const int result = SSL_connect(ssl_.get());
        if (result == 1)
            co_return;
        const int error = SSL_get_error(ssl_.get(), result);
        if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE)
            giveUp("the TLS handshake failed", net::openssl::lastError());
        const auto wait = error == SSL_ERROR_WANT_READ ? Socket::wait_read : Socket::wait_write;
        co_await ready(wait);
    }
}

Task<> Connection::send(std::string_view bytes)
{
    trafficSoFar += bytes.size();
    while (!bytes.empty()) {
        ssize_t sent = 0;
        bool waits = false;
        if (ssl_) {
            ERR_clear_error();
            sent = SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
            waits = sent <= 0
                && SSL_get_error(ssl_.get(), static_cast<int>(sent)) == SSL_ERROR_WANT_WRITE;
        } else {
            sent = ::send(socket_.native_handle(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            waits = sent < 0 && (errno == EAGAIN || errno == EINTR);
        }
        if (sent > 0)
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        else if (waits)
            co_await ready(Socket::wait_write);
        else
            giveUp("the server takes no more bytes");
    }
}

std::size_t Connection::receiveTls()
{
    std::size_t size = 0;
    while (size < bufferSize) {
        ERR_clear_error();
        const int room = static_cast<int>(bufferSize - size);
        const int got = SSL_read(ssl_.get(), buffer_.get() + size, room);
        if (got > 0) {
            size += static_cast<std::size_t>(got);
            continue;
        }
        drained_ = true;
        if (SSL_get_error(ssl_.get(), got) != SSL_ERROR_WANT_READ && size == 0)
            giveUp("the server has closed the connection");
        return size;
    }
    drained_ = false;
    return size;
}

Task<std::string_view> Connection::receive()
{
    std::size_t size = 0;
    if (!ssl_) {
        if (!buffer_)
            buffer_ = takeBuffer();
        error_code error;
        const auto room = boost::asio::buffer(buffer_.get(), bufferSize);
        size = co_await socket_.async_receive(room, redirect_error(use_awaitable, error));
        if (error)
            giveUp("the server has closed the connection");
    }
    while (size == 0) {
        if (drained_) {
            giveBack(std::move(buffer_));
            co_await ready(Socket::wait_read);
        }
        if (!buffer_)
            buffer_ = takeBuffer();
        size = receiveTls();
    }
    trafficSoFar += size;
    co_return std::string_view(buffer_.get(), size);
}

} // namespace postamt::load
