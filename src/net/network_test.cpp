#include "net/network.h"

#include <gtest/gtest.h>

namespace postamt::net {
namespace {

TEST(Network, HoldsTheAddressesThatBeginAlike)
{
    const auto v4 = Network::parse("192.0.2.128/25");
    ASSERT_TRUE(v4);
    EXPECT_TRUE(v4->contains("192.0.2.128"));
    EXPECT_TRUE(v4->contains("192.0.2.255"));
    EXPECT_FALSE(v4->contains("192.0.2.127"));
    EXPECT_FALSE(v4->contains("192.0.3.128"));
    EXPECT_FALSE(v4->contains("::ffff:192.0.2.128"));
    const auto v6 = Network::parse("2001:db8:8000::/33");
    ASSERT_TRUE(v6);
    EXPECT_TRUE(v6->contains("2001:db8:ffff::1"));
    EXPECT_FALSE(v6->contains("2001:db8:7fff::1"));
    EXPECT_FALSE(v6->contains("192.0.2.1"));
    EXPECT_FALSE(v6->contains(""));
    EXPECT_FALSE(v6->contains("unix"));
}

TEST(Network, IsOneAddressOrAll)
{
    EXPECT_TRUE(Network::parse("192.0.2.1")->contains("192.0.2.1"));
    EXPECT_FALSE(Network::parse("192.0.2.1")->contains("192.0.2.0"));
    EXPECT_TRUE(Network::parse("0.0.0.0/0")->contains("255.255.255.255"));
    EXPECT_TRUE(Network::parse("::/0")->contains("2001:db8::1"));
    EXPECT_FALSE(Network::parse("::1/128")->contains("::2"));
}

TEST(Network, IsNothingElse)
{
    for (const auto* wrong :
         {"", "/", "192.0.2.0/", "192.0.2.0/33", "::/129", "192.0.2/24", "192.0.2.0/-1",
          "192.0.2.0/8x", "192.0.2.0/8/8", "example.org", "192.0.2.0 /24"})
        EXPECT_FALSE(Network::parse(wrong)) << wrong;
}

} // namespace
} // namespace postamt::net
