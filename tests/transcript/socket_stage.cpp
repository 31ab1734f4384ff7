#include "transcript/socket_stage.h"

#include "transcript/sessions.h"
#include "transcript/socket_connection.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include <future>

namespace postamt::transcript {

SocketStage::SocketStage(World& world)
    : world_(world), files_(net::CertificateFiles::in(world.directory.path() / "tls"))
{
    threads_.start();
}

SocketStage::~SocketStage()
{
    for (const auto& [key, listener] : listeners_) {
        auto drained = boost::asio::co_spawn(
            threads_.executor(0), listener->drain(std::chrono::seconds(0)), boost::asio::use_future
        );
        drained.get();
    }
}

Result<std::shared_ptr<net::TlsContext>> SocketStage::makeTls()
{
    const Result<> made = net::makeCertificates(files_, {"localhost"}, SystemClock().seconds());
    if (!made)
        return std::unexpected(made.error());
    net::TlsServerSettings settings{.certificate = files_.certificate, .key = files_.key};
    if (world_.asksForCertificates()) {
        settings.clientAuthorities = world_.directory.path() / "clients.pem";
        authority_.save(settings.clientAuthorities);
    }
    return net::TlsContext::open(std::move(settings));
}

Result<net::Listener*> SocketStage::listener(const std::string& service, bool isSecure)
{
    auto& kept = listeners_[{service, isSecure}];
    if (kept)
        return kept.get();
    if (!tls_) {
        auto context = makeTls();
        if (!context)
            return std::unexpected(context.error());
        tls_ = std::move(*context);
    }
    net::ListenerSettings settings;
    settings.name = service;
    settings.address.address = "127.0.0.1";
    settings.tls = std::make_shared<const net::ServerTls>(net::ServerTls{.context = tls_, .protocols = {}, .asksClients = true});
    settings.implicitTls = isSecure;
    auto session = [world = &world_, service](std::unique_ptr<net::Stream> stream) {
        return serve(world, service, std::move(stream));
    };
    auto opened = net::Listener::open(threads_, limits_, std::move(settings), std::move(session));
    if (!opened)
        return std::unexpected(opened.error());
    kept = std::move(*opened);
    kept->start();
    return kept.get();
}

Result<std::unique_ptr<Connection>> SocketStage::open(const Approach& approach)
{
    const auto found = listener(approach.service, approach.isSecure);
    if (!found)
        return std::unexpected(found.error());
    auto opened = SocketConnection::open((*found)->port());
    if (!opened)
        return std::unexpected(opened.error());
    if (approach.certificate)
        (*opened)->showCertificate(authority_, *approach.certificate);
    if (approach.isSecure) {
        const Result<> secured = (*opened)->startTls();
        if (!secured)
            return std::unexpected(secured.error());
    }
    return std::move(*opened);
}

} // namespace postamt::transcript
