#include "spam/tokens.h"
#include "spam/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postamt::spam {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

std::vector<std::string> wordsOf(std::string_view text)
{
    std::vector<std::string> out;
    eachWord(text, [&](std::string_view word) { out.emplace_back(word); });
    return out;
}

std::vector<std::string> tokensOf(std::string_view message)
{
    FeatureSet set(7, true);
    addTokens(set, Letter(message));
    std::vector<std::string> out;
    for (const auto& text : set.texts())
        out.push_back(text.text);
    return out;
}

TEST(Words, SignsBelongToSomeOfThem)
{
    EXPECT_THAT(
        wordsOf("Only $99, don't wait: 10.5% FREE!! a_b"),
        ElementsAre("Only", "$99", "don't", "wait", "10.5%", "FREE!", "a_b")
    );
    EXPECT_THAT(
        wordsOf("...-- !!! \xc3\xbc\x62"
                "er."),
        ElementsAre("\xc3\xbc\x62"
                    "er")
    );
}

TEST(Words, LongOnesAreNone)
{
    EXPECT_EQ(wordsOf(std::string(39, 'x')).size(), 1U);
    EXPECT_EQ(wordsOf(std::string(40, 'x')).size(), 1U);
    EXPECT_EQ(wordsOf(std::string(41, 'x')).size(), 0U);
}

TEST(Tokens, WhoDelivered)
{
    const auto from
        = Delivering::read(" from HELO.example (host.example [192.0.2.1])\r\n by us; now");
    EXPECT_EQ(from.hello, "helo.example");
    EXPECT_EQ(from.name, "host.example");
    EXPECT_EQ(from.address, "192.0.2.1");
    EXPECT_EQ(Delivering::read("from a (unknown [IPv6:2001:db8::1]) by us").address, "2001:db8::1");
    EXPECT_EQ(Delivering::read("from a (unknown [192.0.2.1]) by us").name, "");
    EXPECT_EQ(Delivering::read("from a by us (x [192.0.2.1])").address, "");
    EXPECT_EQ(Delivering::read("by us").hello, "");
    EXPECT_EQ(Delivering::read("from a (b [").address, "");
}

TEST(Tokens, AreToldByTheirPlace)
{
    const auto tokens = tokensOf(
        "Received: from a.example (b.example [192.0.2.1]) by us; now\n"
        "From: Bob <bob@mail.example.org>\nSubject: Cheap watches\n\ncheap http://shop.example/x1\n"
    );
    EXPECT_THAT(tokens, Contains("from:bob@mail.example.org"));
    EXPECT_THAT(tokens, Contains("from:example.org"));
    EXPECT_THAT(tokens, Contains("ip:192.0.2"));
    EXPECT_THAT(tokens, Contains("ip:192.0"));
    EXPECT_THAT(tokens, Not(Contains("ip:192")));
    EXPECT_THAT(tokens, Contains("helo:a.example"));
    EXPECT_THAT(tokens, Contains("rdns:b.example"));
    EXPECT_THAT(tokens, Contains("subject:cheap watches"));
    EXPECT_THAT(tokens, Contains("link:shop.example"));
    EXPECT_THAT(tokens, Contains(":cheap"));
}

// A date would tell apart what was sent when, and nothing else.
TEST(Tokens, DatesAreNotLookedAt)
{
    EXPECT_EQ(
        tokensOf("Date: Tue, 3 Mar 2020 10:00:00 +0000\n\nx\n"),
        tokensOf("Date: Wed, 4 Apr 2029 11:11:11 +0100\n\nx\n")
    );
    EXPECT_EQ(
        tokensOf("Received: from a (b [192.0.2.1]) by us; Tue, 3 Mar 2020\n\nx\n"),
        tokensOf("Received: from a (b [192.0.2.1]) by us; Wed, 4 Apr 2029\n\nx\n")
    );
}

} // namespace
} // namespace postamt::spam
