#include "web/session.h"

#include "web/exchange.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace postamt::web {

namespace {

constexpr std::string_view goOn = "HTTP/1.1 100 Continue\r\n\r\n";

/// A body above this is written for itself instead of being copied behind the head.
constexpr std::size_t largeBody = 16 * 1024;

RequestLimits limitsOf(const Settings& settings)
{
    return {
        .header = static_cast<std::size_t>(settings.number("web.header_bytes")),
        .body = static_cast<std::size_t>(settings.number("web.body_bytes")),
    };
}

/// Browsers would refuse http for every other program on a developer's machine.
std::chrono::seconds strictTransport(const Settings& settings)
{
    const bool isLocal = settings.text("server.hostname") == "localhost";
    return std::chrono::seconds(isLocal ? 0 : settings.number("web.strict_transport"));
}

} // namespace

Session::Session(Parts parts, std::unique_ptr<net::Stream> stream)
    : parts_(std::move(parts)), stream_(std::move(stream)), reader_(limitsOf(*parts_.settings))
{
}

Task<> Session::run()
{
    while (isOpen_) {
        auto request = co_await next();
        if (!request) {
            isOpen_ = false;
            co_await send(formatProblem(request.error()), true);
            break;
        }
        if (!*request)
            break;
        isOpen_ = (*request)->keepAlive && !stream_->stopping();
        const bool withBody = (*request)->method != "HEAD";
        Exchange exchange(parts_, std::move(**request), stream_->peer().address);
        auto response = co_await exchange.run();
        co_await send(std::move(response), withBody);
    }
    co_await stream_->shutdown();
}

Task<Answer<std::optional<Request>>> Session::next()
{
    const auto idle = std::chrono::seconds(parts_.settings->number("web.idle_timeout"));
    auto deadline = parts_.clock.now() + idle;
    bool begun = false;
    const auto over = [&]() -> Answer<std::optional<Request>> {
        if (!begun)
            return std::nullopt;
        return std::unexpected(
            Problem{.status = 408, .name = "too-slow", .detail = "The request took too long"}
        );
    };
    for (;;) {
        auto request = reader_.next();
        // Also where the body is there already, so that nothing depends on how the bytes come.
        if (reader_.takeExpectation()) {
            const auto written = co_await stream_->write(goOn);
            if (!written)
                co_return std::nullopt;
        }
        if (!request || *request)
            co_return request;
        if (stream_->stopping())
            co_return std::nullopt;
        if (!begun && !reader_.isIdle()) {
            begun = true;
            deadline = parts_.clock.now()
                + std::chrono::seconds(parts_.settings->number("web.request_timeout"));
        }
        const auto left
            = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - parts_.clock.now());
        if (left <= std::chrono::milliseconds(0))
            co_return over();
        const auto received = co_await stream_->read(left);
        if (received.kind == net::Received::Kind::TimedOut)
            co_return over();
        if (received.kind == net::Received::Kind::Data)
            reader_.feed(received.bytes);
        else if (received.kind != net::Received::Kind::Woken)
            co_return std::nullopt;
    }
}

Task<> Session::send(Response response, bool withBody)
{
    auto head = formatHead(
        response,
        {.keepAlive = isOpen_,
         .now = parts_.clock.seconds(),
         .strictTransport = strictTransport(*parts_.settings)}
    );
    const auto body = withBody ? response.body() : std::string_view();
    const bool isLarge = body.size() > largeBody;
    if (!isLarge)
        head += body;
    const auto written = co_await stream_->write(head);
    isOpen_ = isOpen_ && written;
    if (!written || !isLarge)
        co_return;
    const auto rest = co_await stream_->write(body);
    isOpen_ = isOpen_ && rest;
}

} // namespace postamt::web
