#include "server/control.h"

#include "base/log.h"
#include "cli/administration.h"
#include "cli/request.h"

namespace postamt::server {

namespace {

constexpr std::chrono::seconds patience{30};
constexpr std::size_t maxConnections = 32;

/// The first line, without its newline; empty if none comes in time or it is too long.
Task<std::string> readLine(net::Stream& stream)
{
    std::string line;
    while (line.size() <= cli::maxRequest) {
        const auto received = co_await stream.read(patience);
        if (received.kind == net::Received::Kind::Woken)
            continue;
        if (received.kind != net::Received::Kind::Data)
            co_return std::string();
        line += received.bytes;
        if (const auto end = line.find('\n'); end != std::string::npos) {
            line.resize(end);
            co_return line;
        }
    }
    co_return std::string();
}

Task<> serve(Parts& parts, std::unique_ptr<net::Stream> stream)
{
    const auto line = co_await readLine(*stream);
    auto work = [&parts, line] {
        const auto request = cli::parseRequest(line);
        if (!request)
            return cli::formatReply(std::unexpected(request.error()));
        log::info("server", "control: {}", request->verb);
        const cli::Administration administration{
            .engine = *parts.engine,
            .directory = parts.directory,
            .random = parts.random,
            .checkpoints = parts.folder.checkpoints(),
            .isLive = true,
            .authenticator = &parts.authenticator,
        };
        return cli::formatReply(cli::perform(administration, *request));
    };
    auto reply = co_await parts.workers.run(std::move(work));
    reply += '\n';
    const auto written = co_await stream->write(reply);
    if (written)
        co_await stream->shutdown();
}

} // namespace

Result<std::unique_ptr<net::Listener>> openControl(Parts& parts)
{
    net::ListenerSettings settings;
    settings.name = "control";
    settings.address.path = parts.folder.controlSocket();
    settings.address.mode = 0600;
    net::ConnectionLimitSettings limits;
    limits.total = maxConnections;
    auto session
        = [&parts](std::unique_ptr<net::Stream> stream) { return serve(parts, std::move(stream)); };
    return net::Listener::open(
        parts.threads, net::ConnectionLimits(limits), std::move(settings), std::move(session)
    );
}

} // namespace postamt::server
