#include "imap/proto/sequence_set.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace postamt::imap::proto {

namespace {

std::string resolved(std::string_view text, std::uint32_t largest)
{
    std::string out;
    formatNumbers(out, parseSequenceSet(text)->resolve(largest));
    return out;
}

} // namespace

TEST(SequenceSet, ResolvesRanges)
{
    EXPECT_EQ(resolved("1", 10), "1");
    EXPECT_EQ(resolved("4:2,1,3", 10), "1:4");
    EXPECT_EQ(resolved("7,5,5:6,9", 10), "5:7,9");
    EXPECT_EQ(resolved("2:4,3:8,20:30", 10), "2:8,20:30");
    EXPECT_EQ(resolved("1:4294967295,7", 10), "1:4294967295");
    EXPECT_EQ(resolved("4294967295,1:4294967294", 10), "1:4294967295");
}

TEST(SequenceSet, ResolvesTheStar)
{
    EXPECT_EQ(resolved("*", 10), "10");
    EXPECT_EQ(resolved("8:*", 10), "8:10");
    EXPECT_EQ(resolved("*:8", 10), "8:10");
    // RFC 9051: "n:*" always includes the last message, also where n is greater
    EXPECT_EQ(resolved("20:*", 10), "10:20");
    EXPECT_EQ(resolved("*:*", 10), "10");
    EXPECT_EQ(resolved("*", 0), "");
    EXPECT_EQ(resolved("*:*", 0), "");
    EXPECT_EQ(resolved("3:*", 0), "3");
}

TEST(SequenceSet, RefusesWhatIsNone)
{
    for (const auto* text :
         {"",      "0",   "1:0", "a",  ",",  "1,",  ",1",         "1::2",
          "1:2:3", ":1",  "1:",  "-1", "+1", "1 2", "4294967296", "18446744073709551617",
          "$,1",   "1,$", "$$",  "**"})
        EXPECT_FALSE(parseSequenceSet(text)) << text;
    EXPECT_TRUE(parseSequenceSet("$")->saved);
    EXPECT_TRUE(parseSequenceSet("4294967295"));
}

TEST(SequenceSet, RoundTrips)
{
    for (const auto* text : {"1", "*", "$", "1:*", "*:3,7,9:4294967295", "5:2"}) {
        std::string out;
        formatSequenceSet(out, *parseSequenceSet(text));
        EXPECT_EQ(out, text);
    }
}

TEST(NumberSet, AgreesWithAPlainSet)
{
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        std::set<std::uint32_t> plain;
        std::vector<NumberRange> ranges;
        for (int i = 0; i < 8; ++i) {
            const auto first = static_cast<std::uint32_t>(random() % 60 + 1);
            const auto last = first + static_cast<std::uint32_t>(random() % 6);
            ranges.push_back({first, last});
            for (auto n = first; n <= last; ++n)
                plain.insert(n);
        }
        const NumberSet set(ranges);
        EXPECT_EQ(set.count(), plain.size());
        for (std::uint32_t n = 1; n < 70; ++n)
            EXPECT_EQ(set.contains(n), plain.contains(n));
        NumberSet built;
        for (const auto n : plain)
            built.append(n);
        EXPECT_EQ(built, set);
        std::string fromSet;
        std::string fromNumbers;
        formatNumbers(fromSet, set);
        formatNumbers(fromNumbers, std::vector<std::uint32_t>(plain.begin(), plain.end()));
        EXPECT_EQ(fromSet, fromNumbers);
    }
}

TEST(NumberSet, HoldsNeitherZeroNorWhatIsBeyond)
{
    const NumberSet set({
        {1, 4294967295}
    });
    EXPECT_FALSE(set.contains(0));
    EXPECT_TRUE(set.contains(4294967295));
    EXPECT_EQ(set.count(), 4294967295U);
    EXPECT_TRUE(NumberSet().isEmpty());
    EXPECT_FALSE(NumberSet().contains(1));
    std::string out;
    formatNumbers(out, NumberSet());
    EXPECT_EQ(out, "");
}

} // namespace postamt::imap::proto
