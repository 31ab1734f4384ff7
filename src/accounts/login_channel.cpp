#include "accounts/login_channel.h"

#include <utility>

namespace postamt::accounts {

LoginChannel channelOf(const net::Stream& stream)
{
    LoginChannel channel{.isSecure = stream.isSecure()};
    if (!channel.isSecure)
        return channel;
    auto tls = stream.tls();
    if (tls.protocol == "TLSv1.3" && !tls.exporter.empty())
        channel.bindings.push_back({"tls-exporter", std::move(tls.exporter)});
    if (!tls.serverEndPoint.empty())
        channel.bindings.push_back({"tls-server-end-point", std::move(tls.serverEndPoint)});
    channel.certificate = std::move(tls.clientCertificate);
    return channel;
}

} // namespace postamt::accounts
