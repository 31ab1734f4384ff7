#include "imap/proto/imap_url.h"

#include <gtest/gtest.h>

namespace postamt::imap::proto {
namespace {

TEST(ImapUrl, NamesAMessage)
{
    const auto url = parseImapUrl("/INBOX;UIDVALIDITY=785799047/;UID=113330");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->mailbox, "INBOX");
    EXPECT_EQ(url->uidValidity, 785799047U);
    EXPECT_EQ(url->uid, 113330U);
    EXPECT_EQ(url->section, Section());
    EXPECT_TRUE(url->host.empty());
    const auto plain = parseImapUrl("/a/b%20c/;uid=1");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->mailbox, "a/b c");
    EXPECT_FALSE(plain->uidValidity);
    for (const auto* text : {";UID=4", "/;UID=4"}) {
        const auto relative = parseImapUrl(text);
        ASSERT_TRUE(relative) << text;
        EXPECT_EQ(relative->mailbox, "");
        EXPECT_EQ(relative->uid, 4U);
    }
}

TEST(ImapUrl, MayNameASection)
{
    const auto part = parseImapUrl("/x;UIDVALIDITY=1/;UID=2/;section=1.5.9");
    ASSERT_TRUE(part);
    EXPECT_EQ(part->section.part, (std::vector<std::uint32_t>{1, 5, 9}));
    const auto header = parseImapUrl("/x/;UID=2/;SECTION=HEADER.FIELDS%20(To%20Cc)/;PARTIAL=5.10");
    ASSERT_TRUE(header);
    EXPECT_EQ(header->section.fields, (std::vector<std::string>{"To", "Cc"}));
    EXPECT_EQ(header->partial, (Partial{5, 10}));
    EXPECT_EQ(parseImapUrl("/x/;UID=2/;PARTIAL=7")->partial, (Partial{7, 0}));
}

TEST(ImapUrl, MayNameAServer)
{
    const auto url = parseImapUrl("IMAP://al%40x;AUTH=*@Host.Example:143/y/;UID=1");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->user, "al@x");
    EXPECT_EQ(url->host, "host.example");
    EXPECT_EQ(url->mailbox, "y");
    EXPECT_EQ(parseImapUrl("imap://h/y/;UID=1")->user, "");
    EXPECT_EQ(parseImapUrl("imap://[::1]:1/y/;UID=1")->host, "[::1]");
}

TEST(ImapUrl, IsNothingElse)
{
    for (const auto* text :
         {"",
          "/",
          "/x",
          "/x;UID=0",
          "/x/;UID=",
          "/x/;UID=4294967296",
          "/x/;UID=1x",
          "/x/;UID=1/",
          "/x;UIDVALIDITY=0/;UID=1",
          "/x;UIDVALIDITY=1",
          "/x/;UID=1/;SECTION=",
          "/x/;UID=1/;SECTION=HUH",
          "/x/;UID=1/;SECTION=1]",
          "/x/;UID=1/;PARTIAL=1.0",
          "/x/;UID=1/;PARTIAL=",
          "/x/;UID=1/;PARTIAL=1.2.3",
          "/x/;UID=1/;EXPIRE=2027-01-01",
          "/x/;UID=1;URLAUTH=anonymous:internal:1",
          "/x/;UID=1/;UID=2",
          "//h/x/;UID=1",
          "imap://",
          "imap:///x/;UID=1",
          "imap://h/;UID=1",
          "imap://h",
          "http://h/x/;UID=1",
          "/x%/;UID=1",
          "/x%0/;UID=1",
          "/x%zz/;UID=1",
          "/x%00/;UID=1",
          "/x%0D%0A/;UID=1",
          "/x%ff/;UID=1",
          "/x/;PARTIAL=1/;UID=1"})
        EXPECT_FALSE(parseImapUrl(text)) << text;
}

} // namespace
} // namespace postamt::imap::proto
