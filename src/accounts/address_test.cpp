#include "accounts/address.h"

#include <gtest/gtest.h>

namespace postamt::accounts {
namespace {

std::string normal(std::string_view text)
{
    const auto parsed = parseAddress(text);
    return parsed ? parsed->text() : "error";
}

TEST(Address, isComparedWithoutCase)
{
    EXPECT_EQ(normal("Alice@Example.ORG"), "alice@example.org");
    EXPECT_EQ(normal("a.b+c@x"), "a.b+c@x");
    EXPECT_EQ(normal("MÜLLER@Köln.de"), "müller@xn--kln-sna.de");
    EXPECT_EQ(normal("mu\xcc\x88ller@ko\xcc\x88ln.de"), "müller@xn--kln-sna.de");
    EXPECT_EQ(normal("a@straße.de"), "a@xn--strae-oqa.de");
    EXPECT_EQ(normal("a@XN--KLN-SNA.de"), "a@xn--kln-sna.de");
    EXPECT_EQ(normal("a@[192.0.2.1]"), "a@[192.0.2.1]");
}

TEST(Address, quotesDoNotMatter)
{
    EXPECT_EQ(normal("\"alice\"@example.org"), "alice@example.org");
    EXPECT_EQ(normal("\"a b\"@example.org"), "a b@example.org");
    EXPECT_EQ(normal("\"a\\\"@b\"@example.org"), "a\"@b@example.org");
    EXPECT_EQ(normal("\"a\"b\"@example.org"), "error");
    EXPECT_EQ(normal("\"a\\\"@example.org"), "error");
    EXPECT_EQ(normal("\"@example.org"), "error");
    EXPECT_EQ(normal("\"\"@example.org"), "error");
}

TEST(Address, limits)
{
    EXPECT_NE(normal(std::string(63, 'a') + "@x"), "error");
    EXPECT_NE(normal(std::string(64, 'a') + "@x"), "error");
    EXPECT_EQ(normal(std::string(65, 'a') + "@x"), "error");
    EXPECT_NE(normal("a@" + std::string(63, 'a')), "error");
    EXPECT_EQ(normal("a@" + std::string(64, 'a')), "error");
    std::string domain = "a";
    while (domain.size() < maxDomain)
        domain = "a." + domain;
    ASSERT_EQ(domain.size(), maxDomain);
    EXPECT_NE(normal("a@" + domain), "error");
    EXPECT_EQ(normal("a@a" + domain + ".a"), "error");
}

TEST(Address, hostileInput)
{
    for (const std::string_view text :
         {"",
          "a",
          "@",
          "a@",
          "@b",
          "a@b..c",
          "a@.b",
          "a@b.",
          "a@-b",
          "a@b-",
          "a@b c",
          "a\r@b",
          "a@b\n"})
        EXPECT_EQ(normal(text), "error") << text;
    EXPECT_EQ(normal(std::string_view("a\0b@c", 5)), "error");
    EXPECT_EQ(normal(std::string_view("a@c\0d", 5)), "error");
    EXPECT_EQ(normal(std::string_view("a@\xc3\xb6\0d", 6)), "error");
    EXPECT_EQ(normal("a\xff@b"), "error");
    EXPECT_EQ(normal("a@\xff"), "error");
    EXPECT_EQ(normal("\xc2\xad@b"), "error") << "nothing but a soft hyphen";
}

} // namespace
} // namespace postamt::accounts
