#include "server/server.h"

#include "base/log.h"
#include "server/control.h"
#include "server/service.h"
#include "server/token_issuer.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>

namespace postamt::server {

namespace {

constexpr std::chrono::seconds grace{10};

/// Where the settings say that a service listens.
std::vector<net::ListenAddress> addressesOf(const Parts& parts, const Service& service)
{
    const auto current = parts.settings.current();
    const auto* settings = &current->values;
    const bool isLmtp = service.name == "lmtp";
    std::vector<net::ListenAddress> out;
    if (const auto port = settings->port(service.port); port != 0) {
        for (const auto& address :
             isLmtp ? settings->list("lmtp.listen") : settings->list("server.listen"))
            out.push_back({.address = address, .port = port});
    }
    if (isLmtp && !settings->text("lmtp.socket").empty())
        out.push_back({.path = parts.folder.resolve(settings->text("lmtp.socket"))});
    return out;
}

net::ListenerSettings
listenerSettings(const Parts& parts, const Service& service, const net::ListenAddress& address)
{
    net::ListenerSettings settings;
    settings.address = address;
    settings.name = service.name;
    settings.implicitTls = service.implicitTls;
    settings.refusal = service.refusal;
    settings.stream.writeTimeout
        = std::chrono::seconds(parts.settings.current()->values.number("limits.write_timeout"));
    if (!service.alpn.empty()) {
        net::ServerTls tls{
            .context = parts.tls,
            .protocols = {std::string(service.alpn)},
            .asksClients = service.hasLogin,
        };
        settings.tls = std::make_shared<const net::ServerTls>(std::move(tls));
    }
    return settings;
}

} // namespace

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)), housekeeping_(*parts_) { }

// Listeners that were never started need no draining; the parts stop their threads.
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::open(const cli::ServiceFolder& folder)
{
    auto settings = folder.settings();
    if (!settings)
        return std::unexpected(settings.error());
    if (auto checked = checkSettings(*settings); !checked)
        return std::unexpected(checked.error());
    auto parts = openParts(folder, std::move(*settings));
    if (!parts)
        return std::unexpected(parts.error());
    std::unique_ptr<Server> server(new Server(std::move(*parts)));
    auto opened = server->openListeners();
    if (!opened)
        return std::unexpected(opened.error());
    return server;
}

Result<> Server::openListeners()
{
    // The control socket first: it tells the command line that a service is here.
    auto control = openControl(*parts_);
    if (!control)
        return std::unexpected(control.error());
    listeners_.push_back(std::move(*control));
    for (const auto& service : services()) {
        const auto addresses = addressesOf(*parts_, service);
        for (const auto& address : addresses) {
            auto listener = net::Listener::open(
                parts_->threads,
                parts_->connections,
                listenerSettings(*parts_, service, address),
                service.sessions(*parts_)
            );
            if (!listener && listener.error().code == "NO-IPV6" && addresses.size() > 1)
                continue;
            if (!listener)
                return std::unexpected(listener.error());
            listeners_.push_back(std::move(*listener));
        }
    }
    return {};
}

void Server::start()
{
    parts_->threads.start();
    housekeeping_.start();
    parts_->outgoing.start();
    for (const auto& listener : listeners_) {
        listener->start();
        log::info("server", "{} listens on {}", listener->name(), listener->local().text());
    }
}

Result<> Server::reload()
{
    auto settings = parts_->folder.settings();
    if (!settings)
        return std::unexpected(settings.error());
    if (auto checked = checkSettings(*settings); !checked)
        return checked;
    auto issuer = issuerOf(parts_->folder, *settings, parts_->clock);
    if (!issuer)
        return std::unexpected(issuer.error());
    if (auto tls = parts_->tls->reload(tlsFiles(parts_->folder, *settings)); !tls)
        return tls;
    const auto later = restartNeeded(parts_->settings.current()->values, *settings);
    if (!later.empty())
        log::warning("server", "a new start is needed for: {}", fmt::join(later, ", "));
    parts_->authenticator.setIssuer(std::move(*issuer));
    parts_->apply(std::move(*settings));
    // Whom the new settings do not let in any more.
    parts_->workers.post([&authenticator = parts_->authenticator] { authenticator.reviewSeats(); });
    return {};
}

Task<> Server::stop()
{
    for (const auto& listener : listeners_)
        listener->stop();
    // One grace for all of them together.
    const auto end = std::chrono::steady_clock::now() + grace;
    for (const auto& listener : listeners_) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            end - std::chrono::steady_clock::now()
        );
        co_await listener->drain(std::max(left, std::chrono::milliseconds(0)));
    }
    co_await parts_->outgoing.stop(grace);
    co_await housekeeping_.stop();
}

} // namespace postamt::server
