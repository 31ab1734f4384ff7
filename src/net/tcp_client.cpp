#include "net/tcp_client.h"

#include "base/oneshot.h"

#include <boost/asio/ip/tcp.hpp>

#include <vector>

namespace postamt::net {

namespace {

using boost::asio::ip::tcp;
using boost::system::error_code;

struct Lookup {
    explicit Lookup(const Executor& executor) : resolver(executor), timer(executor) { }

    tcp::resolver resolver;
    boost::asio::steady_timer timer;
};

struct Found {
    error_code error;
    std::vector<tcp::endpoint> endpoints;
};

/// The system's resolver cannot be interrupted; we just stop waiting for it.
Task<Found>
resolve(Executor executor, std::string host, std::uint16_t port, std::chrono::milliseconds timeout)
{
    error_code notNumeric;
    const auto address = boost::asio::ip::make_address(host, notNumeric);
    if (!notNumeric) {
        Found found;
        found.endpoints.emplace_back(address, port);
        co_return found;
    }
    const Oneshot<Found> oneshot;
    const auto lookup = std::make_shared<Lookup>(executor);
    lookup->resolver.async_resolve(
        host,
        std::to_string(port),
        [lookup, oneshot](error_code error, const tcp::resolver::results_type& results) {
            lookup->timer.cancel();
            oneshot.set(Found{
                error, {results.begin(), results.end()}
            });
        }
    );
    lookup->timer.expires_after(timeout);
    lookup->timer.async_wait([oneshot](error_code error) {
        if (!error)
            oneshot.set(Found{boost::asio::error::timed_out, {}});
    });
    co_return co_await oneshot.wait();
}

/// An error_code by itself would be thrown.
struct Reached {
    error_code error;
};

struct Attempt {
    explicit Attempt(const Executor& executor) : socket(executor), timer(executor) { }

    tcp::socket socket;
    boost::asio::steady_timer timer;
};

Task<error_code>
reach(std::shared_ptr<Attempt> attempt, tcp::endpoint endpoint, std::chrono::milliseconds timeout)
{
    const Oneshot<Reached> oneshot;
    attempt->socket.async_connect(endpoint, [attempt, oneshot](error_code error) {
        attempt->timer.cancel();
        oneshot.set(Reached{error});
    });
    attempt->timer.expires_after(timeout);
    attempt->timer.async_wait([oneshot](error_code error) {
        if (!error)
            oneshot.set(Reached{boost::asio::error::timed_out});
    });
    const Reached reached = co_await oneshot.wait();
    if (reached.error) {
        error_code ignored;
        attempt->socket.close(ignored);
    }
    co_return reached.error;
}

} // namespace

Task<Result<std::unique_ptr<Stream>>> connect(
    Executor executor,
    std::string host,
    std::uint16_t port,
    TlsClientConfig tls,
    StreamSettings settings,
    std::chrono::milliseconds timeout
)
{
    const std::string where = host + " port " + std::to_string(port);
    const Found found = co_await resolve(executor, host, port, timeout);
    error_code error = found.error;
    if (!error && found.endpoints.empty())
        error = boost::asio::error::host_not_found;
    std::shared_ptr<Attempt> attempt;
    for (const tcp::endpoint& endpoint : found.endpoints) {
        attempt = std::make_shared<Attempt>(executor);
        error = co_await reach(attempt, endpoint, timeout);
        if (!error)
            break;
    }
    if (error)
        co_return temporary("cannot connect to " + where + ": " + error.message());

    Descriptor descriptor(attempt->socket.release(error));
    if (error) {
        descriptor.release();
        co_return temporary("cannot connect to " + where + ": " + error.message());
    }
    if (tls.serverName.empty())
        tls.serverName = host;
    const TlsMode mode = tls.mode;
    auto stream = TcpStream::connected(executor, std::move(descriptor), settings, std::move(tls));
    if (!stream)
        co_return std::unexpected(stream.error());
    if (mode == TlsMode::Implicit) {
        const Result<> secured = co_await (*stream)->startTls();
        if (!secured)
            co_return temporary(where + ": " + secured.error().text);
    }
    co_return std::unique_ptr<Stream>(std::move(*stream));
}

} // namespace postamt::net
