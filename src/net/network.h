#pragma once

#include <boost/asio/ip/address.hpp>

#include <optional>
#include <string_view>

namespace postamt::net {

/// A range of IP addresses with a common beginning: 192.0.2.0/24, 2001:db8::/32.
class Network {
public:
    /// From "address/bits", or an address alone, which stands for itself. Nothing if it is neither.
    static std::optional<Network> parse(std::string_view text);

    /// False for what is no address. An IPv4 address is not within an IPv6 network.
    bool contains(std::string_view address) const;

private:
    boost::asio::ip::address first_;
    unsigned bits_ = 0;
};

} // namespace postamt::net
