#include "smtp/proto/path.h"

#include <gtest/gtest.h>

namespace postamt::smtp::proto {

namespace {

// local part, "|", domain; or "!" and the fault
std::string read(std::string_view text)
{
    auto rest = text;
    const auto path = takePath(rest);
    if (!path)
        return "!" + std::to_string(static_cast<int>(path.error()));
    if (!path->mailbox)
        return "<>" + std::string(rest);
    return path->mailbox->localPart + '|' + path->mailbox->domain + std::string(rest);
}

const std::string syntax = "!0";
const std::string tooLong = "!1";
const std::string badDomain = "!2";

} // namespace

TEST(Path, ReadsTheUsualForms)
{
    EXPECT_EQ(read("<>"), "<>");
    EXPECT_EQ(read("<> SIZE=1"), "<> SIZE=1");
    EXPECT_EQ(read("<Alice.B+x@Example.TEST>"), "Alice.B+x|example.test");
    EXPECT_EQ(read("<a@b> BODY=7BIT"), "a|b BODY=7BIT");
    EXPECT_EQ(read("<a!#$%&'*+-/=?^_`{|}~@x_y.de>"), "a!#$%&'*+-/=?^_`{|}~|x_y.de");
    EXPECT_EQ(read("<a..b.@docomo.test>"), "a..b.|docomo.test");
}

TEST(Path, ReadsQuotedLocalParts)
{
    EXPECT_EQ(read("<\"a b\"@c>"), "a b|c");
    EXPECT_EQ(read("<\"a>b@c\"@d>"), "a>b@c|d");
    EXPECT_EQ(read("<\"a\\\"\\\\b\"@c>"), "a\"\\b|c");
    EXPECT_EQ(read("<\"\"@c>"), syntax);
    EXPECT_EQ(read("<\"a@c>"), syntax);
    EXPECT_EQ(read("<\"a\"b@c>"), syntax);
    EXPECT_EQ(read("<\"a\tb\"@c>"), syntax);
    EXPECT_EQ(read("<\"a\\"), syntax);
}

TEST(Path, DropsSourceRoutes)
{
    EXPECT_EQ(read("<@a.test,@b.test:user@c.test>"), "user|c.test");
    EXPECT_EQ(read("<@a.test user@c.test>"), syntax);
    EXPECT_EQ(read("<@a.test>"), syntax);
    EXPECT_EQ(read("<@a<b:user@c.test>"), syntax);
}

TEST(Path, ReadsAddressLiterals)
{
    EXPECT_EQ(read("<a@[192.0.2.1]>"), "a|[192.0.2.1]");
    EXPECT_EQ(read("<a@[IPv6:2001:DB8::1]>"), "a|[IPv6:2001:db8::1]");
    EXPECT_EQ(read("<a@[ipv6:::1]>"), "a|[IPv6:::1]");
    for (const auto* text :
         {"<a@[192.0.2]>",
          "<a@[192.0.2.256]>",
          "<a@[2001:db8::1]>",
          "<a@[]>",
          "<a@[>",
          "<a@[IPv6:]>",
          "<a@[x-tag:y]>",
          "<a@[192.0.2.1>",
          "<a@[192.0.2.1]x>"})
        EXPECT_EQ(read(text), syntax) << text;
}

TEST(Path, KnowsPostmasterWithoutDomain)
{
    auto text = std::string_view("<PostMaster>");
    const auto path = takePath(text);
    ASSERT_TRUE(path);
    EXPECT_TRUE(path->mailbox->isPostmaster());
    EXPECT_EQ(path->mailbox->format(), "PostMaster");
    EXPECT_EQ(read("<root>"), syntax);
}

TEST(Path, RefusesWhatIsNone)
{
    for (const auto* text : {"",          "<",         "a@b",     "<a@b",    "<a b@c>", "<a@>",
                             "<@>",       "<@b>",      "<a@b@c>", "<a@b c>", "< a@b>",  "<a@-b>",
                             "<a@b->",    "<a@b..c>",  "<a@.b>",  "<a@b.>",  "<a@b!c>", "<a(x)@b>",
                             "<a\xff@b>", "<a@b\xff>", "<a,b@c>", "<a:b@c>"})
        EXPECT_EQ(read(text), syntax) << text;
    EXPECT_EQ(read(std::string_view("<a\0b@c>", 7)), syntax);
    EXPECT_EQ(read(std::string_view("<a@b\0c>", 7)), syntax);
    EXPECT_EQ(read(std::string_view("<\"a\0b\"@c>", 9)), syntax);
}

TEST(Path, ConvertsInternationalDomains)
{
    EXPECT_EQ(
        read("<a@B\xc3\xbc"
             "cher.test>"),
        "a|xn--bcher-kva.test"
    );
    EXPECT_EQ(read("<j\xc3\xb6rg@x.test>"), "j\xc3\xb6rg|x.test");
    EXPECT_EQ(
        read("<a@stra\xc3\x9f"
             "e.test>"),
        "a|xn--strae-oqa.test"
    );
    EXPECT_EQ(read("<a@\xe2\x80\x8d.test>"), badDomain);
    const auto mailbox = parseMailbox("J\xc3\xb6@B\xc3\xbc"
                                      "cher.test");
    ASSERT_TRUE(mailbox);
    EXPECT_TRUE(mailbox->needsUtf8());
    EXPECT_EQ(
        mailbox->givenDomain,
        "B\xc3\xbc"
        "cher.test"
    );
    EXPECT_EQ(mailbox->format(), "J\xc3\xb6@xn--bcher-kva.test");
    EXPECT_FALSE(parseMailbox("a@B\xc3\xbc"
                              "cher.test")
                     ->needsUtf8());
}

TEST(Path, KeepsToTheLimits)
{
    const auto local = [](std::size_t size) { return read('<' + std::string(size, 'a') + "@b>"); };
    EXPECT_NE(local(maxLocalPart - 1), tooLong);
    EXPECT_NE(local(maxLocalPart), tooLong);
    EXPECT_EQ(local(maxLocalPart + 1), tooLong);
    const auto domain = [](std::size_t size) {
        std::string name;
        while (name.size() + 2 < size)
            name += "a.";
        name.resize(size, 'b');
        return read("<a@" + name + ">");
    };
    EXPECT_NE(domain(maxDomain - 1), tooLong);
    EXPECT_NE(domain(maxDomain), tooLong);
    EXPECT_EQ(domain(maxDomain + 1), tooLong);
    EXPECT_EQ(read("<a@" + std::string(63, 'd') + ">"), "a|" + std::string(63, 'd'));
    EXPECT_EQ(read("<a@" + std::string(64, 'd') + ">"), syntax);
}

TEST(Mailbox, SurvivesFormatAndParse)
{
    for (const auto* text :
         {"a@b", "\"a b\"@c.test", "\"\\\"\\\\\"@c", "a@[192.0.2.1]", "j\xc3\xb6rg@x", "a..b@c"}) {
        const auto mailbox = parseMailbox(text);
        ASSERT_TRUE(mailbox) << text;
        EXPECT_EQ(mailbox->format(), text);
        EXPECT_EQ(parseMailbox(mailbox->format())->localPart, mailbox->localPart);
    }
    EXPECT_FALSE(parseMailbox("a@b>"));
    EXPECT_FALSE(parseMailbox("a@b\r\nRCPT TO:<x@y>"));
    EXPECT_FALSE(parseMailbox("postmaster"));
    EXPECT_FALSE(parseMailbox("@a:b@c"));
    EXPECT_FALSE(parseMailbox(""));
}

} // namespace postamt::smtp::proto
