#include "net/endpoint.h"

#include <boost/asio/local/stream_protocol.hpp>
#include <gtest/gtest.h>

namespace postamt::net {

TEST(Endpoint, NamesAddressAndNetwork)
{
    const auto v4 = Endpoint::of("192.0.2.77", 25);
    EXPECT_EQ(v4.text(), "192.0.2.77:25");
    EXPECT_EQ(v4.network(), "192.0.2.0/24");
    EXPECT_FALSE(v4.isLoopback);

    const auto v6 = Endpoint::of("2001:db8:0:1:2::3", 993);
    EXPECT_EQ(v6.text(), "[2001:db8:0:1:2::3]:993");
    EXPECT_EQ(v6.network(), "2001:db8:0:1::/64");

    EXPECT_TRUE(Endpoint::of("127.8.0.1", 1).isLoopback);
    EXPECT_TRUE(Endpoint::of("::1", 1).isLoopback);
    EXPECT_EQ(Endpoint::of("fe80::1%1", 1).network(), "fe80::/64");
}

TEST(Endpoint, UnmapsIpv4)
{
    const auto mapped = Endpoint::of("::ffff:127.0.0.1", 25);
    EXPECT_EQ(mapped.address, "127.0.0.1");
    EXPECT_TRUE(mapped.isLoopback);
}

TEST(Endpoint, KeepsWhatIsNoAddress)
{
    const auto odd = Endpoint::of("nowhere", 1);
    EXPECT_EQ(odd.text(), "nowhere:1");
    EXPECT_EQ(odd.network(), "nowhere");
    EXPECT_FALSE(odd.isLoopback);
}

TEST(Endpoint, KnowsUnixSockets)
{
    const boost::asio::local::stream_protocol::endpoint path("/run/lmtp");
    const auto endpoint = Endpoint::of(boost::asio::generic::stream_protocol::endpoint(path));
    EXPECT_EQ(endpoint.text(), "unix:/run/lmtp");
    EXPECT_EQ(endpoint.network(), "unix");
    EXPECT_TRUE(endpoint.isLoopback);

    const boost::asio::local::stream_protocol::endpoint unnamed;
    EXPECT_EQ(
        Endpoint::of(boost::asio::generic::stream_protocol::endpoint(unnamed)).text(), "unix:"
    );
}

} // namespace postamt::net
