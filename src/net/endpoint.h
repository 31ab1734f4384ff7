#pragma once

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace postamt::net {

/// One end of a connection as text: an IP address and port, or a Unix socket.
struct Endpoint {
    std::string address; ///< "192.0.2.1" or "2001:db8::1"; for a Unix socket its path, often empty
    std::uint16_t port = 0; ///< 0 for a Unix socket
    bool isUnix = false;
    bool isLoopback = false; ///< 127.0.0.0/8, ::1, or a Unix socket

    /// From a numeric address; one that is none stays as it is and is not loopback.
    static Endpoint of(std::string_view address, std::uint16_t port);
    /// An IPv4 address mapped into IPv6 is given as IPv4.
    static Endpoint of(const boost::asio::ip::tcp::endpoint& endpoint);
    static Endpoint of(const boost::asio::generic::stream_protocol::endpoint& endpoint);

    /// What limits count as one neighbourhood: "192.0.2.0/24", "2001:db8:0:1::/64", or "unix".
    std::string network() const;

    /// "192.0.2.1:25", "[2001:db8::1]:25" or "unix:/path".
    std::string text() const;

    auto operator<=>(const Endpoint&) const = default;
};

} // namespace postamt::net
