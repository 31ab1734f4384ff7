#include "net/endpoint.h"

#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>

namespace postamt::net {

namespace {

namespace ip = boost::asio::ip;

ip::address unmapped(const ip::address& address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return ip::make_address_v4(ip::v4_mapped, address.to_v6());
    return address;
}

} // namespace

Endpoint Endpoint::of(std::string_view address, std::uint16_t port)
{
    boost::system::error_code error;
    const auto parsed = ip::make_address(address, error);
    if (error)
        return {.address = std::string(address), .port = port};
    return of(ip::tcp::endpoint(parsed, port));
}

Endpoint Endpoint::of(const ip::tcp::endpoint& endpoint)
{
    const auto address = unmapped(endpoint.address());
    return {
        .address = address.to_string(),
        .port = endpoint.port(),
        .isUnix = false,
        .isLoopback = address.is_loopback(),
    };
}

Endpoint Endpoint::of(const boost::asio::generic::stream_protocol::endpoint& endpoint)
{
    const int family = endpoint.protocol().family();
    if (family == AF_INET || family == AF_INET6) {
        ip::tcp::endpoint tcp;
        if (endpoint.size() <= tcp.capacity()) {
            std::memcpy(tcp.data(), endpoint.data(), endpoint.size());
            tcp.resize(endpoint.size());
            return of(tcp);
        }
    }
    Endpoint local{.address = {}, .port = 0, .isUnix = true, .isLoopback = true};
    constexpr std::size_t prefix = offsetof(sockaddr_un, sun_path);
    if (family == AF_UNIX && endpoint.size() > prefix) {
        sockaddr_un name{};
        std::memcpy(&name, endpoint.data(), std::min(endpoint.size(), sizeof name));
        local.address.assign(name.sun_path, strnlen(name.sun_path, endpoint.size() - prefix));
    }
    return local;
}

std::string Endpoint::network() const
{
    if (isUnix)
        return "unix";
    boost::system::error_code error;
    const auto parsed = ip::make_address(address, error);
    if (error)
        return address;
    if (parsed.is_v4())
        return ip::network_v4(parsed.to_v4(), 24).canonical().to_string();
    auto v6 = parsed.to_v6();
    v6.scope_id(0);
    return ip::network_v6(v6, 64).canonical().to_string();
}

std::string Endpoint::text() const
{
    if (isUnix)
        return "unix:" + address;
    const std::string suffix = ":" + std::to_string(port);
    if (address.find(':') != std::string::npos)
        return "[" + address + "]" + suffix;
    return address + suffix;
}

} // namespace postamt::net
