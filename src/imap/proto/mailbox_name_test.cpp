#include "imap/proto/code_point.h"
#include "imap/proto/mailbox_name.h"

#include <gtest/gtest.h>

namespace postamt::imap::proto {

TEST(ModifiedUtf7, RoundTripsKnownNames)
{
    const std::pair<std::string, std::string> names[] = {
        {"",                                ""                                      },
        {"INBOX",                           "INBOX"                                 },
        {"Entw&APw-rfe",                    "Entw\xc3\xbcrfe"                       },
        {"Research &- Development",         "Research & Development"                },
        // RFC 3501 section 5.1.3
        {"~peter/mail/&U,BTFw-/&ZeVnLIqe-",
         "~peter/mail/\xe5\x8f\xb0\xe5\x8c\x97/\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e"},
        {"&2D3crA-",                        "\xf0\x9f\x92\xac"                      },
        {"&AAE-",                           "\x01"                                  },
        {"&AOQA9gD8-&-x",                   "\xc3\xa4\xc3\xb6\xc3\xbc&x"            },
    };
    for (const auto& [encoded, utf8] : names) {
        EXPECT_EQ(decodeModifiedUtf7(encoded), utf8) << encoded;
        EXPECT_EQ(encodeModifiedUtf7(utf8), encoded);
    }
}

TEST(ModifiedUtf7, RoundTripsEveryCharacter)
{
    for (char32_t c = 0; c <= 0x10ffff; ++c) {
        if (c == 0xd800)
            c = 0xe000;
        std::string utf8;
        appendCodePoint(utf8, c);
        ASSERT_EQ(decodeModifiedUtf7(encodeModifiedUtf7(utf8)), utf8) << static_cast<unsigned>(c);
    }
}

TEST(ModifiedUtf7, IsStrict)
{
    for (const auto* text :
         {"&",
          "R&D",
          "&APw",
          "&AGE-", // "a" needs no shift
          "&U,BTFw-&ZeVnLIqe-", // two runs where one would do
          "&AP-", // bits left over
          "&APx-", // bits left over that are not zero
          "&APwA-", // a digit too many
          "&2D0-", // half a surrogate pair
          "&3KzYPQ-", // surrogates the wrong way round
          "&AP/8-", // "/" is written ","
          "&APw=-",
          "&APw -",
          "Entw\xc3\xbcrfe",
          "a\x01z",
          "a\x7fz",
          "\xff"})
        EXPECT_FALSE(decodeModifiedUtf7(text)) << text;
    EXPECT_FALSE(decodeModifiedUtf7(std::string_view("a\0b", 3)));
}

TEST(ModifiedUtf7, ReplacesWhatIsNoUtf8)
{
    EXPECT_EQ(encodeModifiedUtf7("a\xff"), "a&,,0-");
}

TEST(MailboxName, KnowsInboxInAnyLetterCase)
{
    EXPECT_EQ(canonicalMailboxName("inBox"), "INBOX");
    EXPECT_EQ(canonicalMailboxName("inbox/Work"), "INBOX/Work");
    EXPECT_EQ(canonicalMailboxName("Inboxes"), "Inboxes");
    EXPECT_EQ(canonicalMailboxName("Work/inbox"), "Work/inbox");
    EXPECT_EQ(canonicalMailboxName(""), "");
}

TEST(MailboxName, IsCheckedBeforeItIsCreated)
{
    for (const auto* name :
         {"a", "a/b", "Entw\xc3\xbcrfe", "\xf0\x9f\x92\xac", "a b", "#x", "..", "a\\b", "\"", "R&D"
         })
        EXPECT_TRUE(checkMailboxName(name)) << name;
    for (const auto* name :
         {"",
          "/",
          "/a",
          "a/",
          "a//b",
          "a%",
          "a*b",
          "a\nb",
          "a\x7f",
          "\xc2\x85",
          "\xe2\x80\xa8",
          "\xff"})
        EXPECT_FALSE(checkMailboxName(name)) << name;
    EXPECT_FALSE(checkMailboxName(std::string_view("a\0b", 3)));
    EXPECT_EQ(checkMailboxName("a//b").error().code, "CANNOT");
}

TEST(MailboxName, HasLimits)
{
    EXPECT_TRUE(checkMailboxName(std::string(999, 'x')));
    EXPECT_TRUE(checkMailboxName(std::string(1000, 'x')));
    EXPECT_FALSE(checkMailboxName(std::string(1001, 'x')));
    for (const std::size_t levels : {31U, 32U, 33U}) {
        std::string name = "x";
        for (std::size_t i = 1; i < levels; ++i)
            name += "/x";
        EXPECT_EQ(checkMailboxName(name).has_value(), levels <= 32) << levels;
    }
}

} // namespace postamt::imap::proto
