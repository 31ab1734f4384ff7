#include "mail/text_table.h"

#include <gtest/gtest.h>

#include <string>

namespace postamt::mail {
namespace {

TEST(TextTable, KeepsEachTextOnce)
{
    TextTable table;
    EXPECT_EQ(0U, table.add(""));
    EXPECT_EQ(1U, table.add("ONE"));
    EXPECT_EQ(2U, table.add("TWO"));
    EXPECT_EQ(1U, table.add("ONE"));
    EXPECT_EQ(3U, table.add(std::string_view("ONE\0", 4)));
    EXPECT_EQ(4U, table.size());
    EXPECT_EQ("", table.at(0));
    EXPECT_EQ("TWO", table.at(2));
}

TEST(TextTable, FindsAllAfterItHasGrown)
{
    TextTable table;
    constexpr std::uint32_t many = 10'000;
    for (std::uint32_t i = 1; i <= many; ++i)
        ASSERT_EQ(i, table.add(std::to_string(i)));
    for (std::uint32_t i = 1; i <= many; ++i) {
        ASSERT_EQ(i, table.add(std::to_string(i)));
        ASSERT_EQ(std::to_string(i), table.at(i));
    }
    EXPECT_EQ(many + 1, table.size());
    EXPECT_GE(table.bytes(), many * std::size_t{4});
}

/// What the index takes for the same, whatever else it knows.
TEST(HashIndex, TellsNumbersOfOneHashApart)
{
    HashIndex index;
    const auto number = [&](std::uint64_t hash, std::uint32_t wanted) {
        return index.findOrAdd(hash, wanted, [&](std::uint32_t found) { return found == wanted; });
    };
    // All in one stretch that goes beyond the end of the array, and through growing.
    for (std::uint32_t i = 1; i <= 1000; ++i)
        ASSERT_EQ(i, number(~0ULL, i));
    const auto bytes = index.bytes();
    for (std::uint32_t i = 1; i <= 1000; ++i)
        ASSERT_EQ(i, number(~0ULL, i));
    EXPECT_EQ(bytes, index.bytes());
}

/// Where nobody looks closer, the hash alone counts.
TEST(HashIndex, TakesOneHashForOneNumber)
{
    HashIndex index;
    const auto all = [](std::uint32_t) { return true; };
    EXPECT_EQ(1U, index.findOrAdd(5, 1, all));
    EXPECT_EQ(1U, index.findOrAdd(5, 2, all));
    EXPECT_EQ(2U, index.findOrAdd(6, 2, all));
    EXPECT_EQ(2U, index.findOrAdd(6, 3, all));
}

} // namespace
} // namespace postamt::mail
