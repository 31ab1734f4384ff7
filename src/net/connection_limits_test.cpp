#include "net/connection_limits.h"

#include <gtest/gtest.h>

#include <vector>

namespace postamt::net {

namespace {

/// How many of `tries` connections from an address are let in, all held at once.
std::size_t admitted(ConnectionLimits& limits, const char* address, int tries)
{
    std::vector<ConnectionLimits::Ticket> tickets;
    for (int i = 0; i < tries; ++i) {
        if (auto ticket = limits.admit(Endpoint::of(address, 1)))
            tickets.push_back(std::move(*ticket));
    }
    return tickets.size();
}

} // namespace

TEST(ConnectionLimits, CountTheTotal)
{
    ConnectionLimits limits({.total = 3, .perAddress = 0});
    EXPECT_EQ(admitted(limits, "192.0.2.1", 2), 2U);
    EXPECT_EQ(admitted(limits, "192.0.2.1", 3), 3U);
    EXPECT_EQ(admitted(limits, "192.0.2.1", 4), 3U);
    EXPECT_EQ(admitted(limits, "127.0.0.1", 4), 3U);
    EXPECT_EQ(limits.size(), 0U);
}

TEST(ConnectionLimits, CountAddressesApart)
{
    ConnectionLimits limits({.total = 0, .perAddress = 2});
    const auto first = limits.admit(Endpoint::of("192.0.2.1", 1));
    EXPECT_EQ(admitted(limits, "192.0.2.1", 9), 1U);
    EXPECT_EQ(admitted(limits, "192.0.2.2", 9), 2U);
}

TEST(ConnectionLimits, CountAnIpv6NetworkAsOneAddress)
{
    ConnectionLimits limits({.total = 0, .perAddress = 2});
    const auto first = limits.admit(Endpoint::of("2001:db8::1", 1));
    const auto second = limits.admit(Endpoint::of("2001:db8::2", 1));
    EXPECT_FALSE(limits.admit(Endpoint::of("2001:db8::3", 1)));
    EXPECT_TRUE(limits.admit(Endpoint::of("2001:db8:0:1::3", 1)));
}

TEST(ConnectionLimits, CountNetworks)
{
    ConnectionLimits limits({.total = 0, .perAddress = 0, .perNetwork = 1});
    const auto first = limits.admit(Endpoint::of("192.0.2.1", 1));
    EXPECT_FALSE(limits.admit(Endpoint::of("192.0.2.200", 1)));
    EXPECT_TRUE(limits.admit(Endpoint::of("192.0.3.1", 1)));
}

TEST(ConnectionLimits, SpareLoopbackIfSaidSo)
{
    ConnectionLimits limits({.total = 0, .perAddress = 1});
    EXPECT_EQ(admitted(limits, "127.0.0.1", 5), 5U);
    limits.set({.total = 0, .perAddress = 1, .spareLoopback = false});
    EXPECT_EQ(admitted(limits, "127.0.0.1", 5), 1U);
}

TEST(ConnectionLimits, OutlivedByTheirTickets)
{
    std::optional<ConnectionLimits::Ticket> ticket;
    {
        ConnectionLimits limits({.total = 1});
        ticket = limits.admit(Endpoint::of("192.0.2.1", 1));
    }
    EXPECT_TRUE(ticket);
}

} // namespace postamt::net
