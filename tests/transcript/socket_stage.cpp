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

Result<net::Listener*> SocketStage::listener(const std::string& service, bool isSecure)
{
    auto& kept = listeners_[{service, isSecure}];
    if (kept)
        return kept.get();
    if (!tls_) {
        const Result<> made = net::makeCertificates(files_, {"localhost"}, SystemClock().seconds());
        if (!made)
            return std::unexpected(made.error());
        auto context = net::TlsContext::open({files_.certificate, files_.key});
        if (!context)
            return std::unexpected(context.error());
        tls_ = std::move(*context);
    }
    net::ListenerSettings settings;
    settings.name = service;
    settings.address.address = "127.0.0.1";
    settings.tls = std::make_shared<const net::ServerTls>(net::ServerTls{tls_, {}});
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

Result<std::unique_ptr<Connection>> SocketStage::open(const std::string& service, bool isSecure)
{
    const auto found = listener(service, isSecure);
    if (!found)
        return std::unexpected(found.error());
    auto opened = SocketConnection::open((*found)->port());
    if (!opened)
        return std::unexpected(opened.error());
    if (isSecure) {
        const Result<> secured = (*opened)->startTls();
        if (!secured)
            return std::unexpected(secured.error());
    }
    return std::move(*opened);
}

} // namespace postamt::transcript
