#include "spam/features.h"

#include <gtest/gtest.h>

namespace postamt::spam {
namespace {

TEST(Features, EachIsTakenOnce)
{
    FeatureSet set(1);
    set.add(Group::Word, "", "hello");
    set.add(Group::Word, "", "hello");
    set.add(Group::Subject, "subject", "hello");
    EXPECT_EQ(set.tokens().size(), 2U);
}

TEST(Features, AKeyOfItsOwnGivesOtherNumbers)
{
    FeatureSet one(1);
    FeatureSet two(2);
    one.add(Group::Word, "", "hello");
    two.add(Group::Word, "", "hello");
    EXPECT_NE(one.tokens().front().hash, two.tokens().front().hash);
}

TEST(Features, TokensUpToTheLimit)
{
    FeatureSet set(1, true);
    for (std::size_t i = 0; i + 1 < FeatureSet::maxTokens; ++i)
        set.add(Group::Word, "", std::to_string(i));
    const auto below = set.tokens().size();
    EXPECT_FALSE(set.isFull());
    set.add(Group::Word, "", "one");
    EXPECT_TRUE(set.isFull());
    set.add(Group::Word, "", "more");
    // Numbers of two words may be the same, but not of many.
    EXPECT_GE(below, FeatureSet::maxTokens - 3);
    EXPECT_LE(set.tokens().size(), FeatureSet::maxTokens);
    EXPECT_EQ(set.texts().size(), set.tokens().size());
}

TEST(Features, RunsUpToTheLimit)
{
    std::string bytes;
    for (unsigned i = 0; bytes.size() < 20'000; ++i)
        bytes += std::to_string(i * 2'654'435'761U);
    FeatureSet set(1);
    set.addRuns(bytes);
    EXPECT_EQ(set.runs().size(), FeatureSet::maxRuns);
    FeatureSet few(1);
    few.addRuns("abc");
    EXPECT_TRUE(few.runs().empty());
    few.addRuns("abcd");
    EXPECT_EQ(few.runs().size(), 1U);
}

// Weights are kept by these numbers.
TEST(Features, NumbersNeverChange)
{
    EXPECT_EQ(hashOf("hello, world", 42), 0xb5a79f905e5425a2U);
}

} // namespace
} // namespace postamt::spam
