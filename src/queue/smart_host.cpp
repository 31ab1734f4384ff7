#include "queue/smart_host.h"

#include <boost/asio/this_coro.hpp>

#include <chrono>
#include <utility>

namespace postamt::queue {

namespace {

constexpr std::chrono::seconds connectTimeout{15}; ///< for each address of the host

Task<Result<std::unique_ptr<net::Stream>>> open(SmartHost host)
{
    const auto executor = co_await boost::asio::this_coro::executor;
    net::TlsClientConfig tls;
    tls.mode = host.tls;
    tls.caFile = host.caFile;
    const net::StreamSettings settings;
    co_return co_await net::connect(
        executor, host.host, host.port, std::move(tls), settings, connectTimeout
    );
}

} // namespace

Connect connectTo(SmartHost host)
{
    return [host = std::move(host)] { return open(host); };
}

smtp::proto::ClientSettings clientSettings(const SmartHost& host, std::string hostname)
{
    using Tls = smtp::proto::ClientSettings::Tls;
    smtp::proto::ClientSettings settings;
    settings.helloName = std::move(hostname);
    settings.credentials = host.login;
    switch (host.tls) {
    case net::TlsMode::None:
        settings.tls = Tls::None;
        break;
    case net::TlsMode::StartTls:
        settings.tls = Tls::Required;
        break;
    case net::TlsMode::Implicit:
        settings.tls = Tls::Implicit;
        break;
    }
    return settings;
}

} // namespace postamt::queue
