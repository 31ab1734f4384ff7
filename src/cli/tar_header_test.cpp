#include "cli/tar_header.h"

#include <gtest/gtest.h>

namespace postamt::cli {
namespace {

TEST(TarHeader, isReadAsItWasWritten)
{
    for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{1}, tarSizeLimit}) {
        const TarHeader header{
            .name = "data/rocks/000012.sst", .size = size, .modified = 1'700'000'000
        };
        const auto block = formatTarHeader(header);
        ASSERT_TRUE(block);
        ASSERT_EQ(block->size(), tarBlock);
        EXPECT_EQ(*parseTarHeader(*block), header);
    }
}

TEST(TarHeader, limits)
{
    EXPECT_TRUE(formatTarHeader({.name = std::string(99, 'a')}));
    EXPECT_TRUE(formatTarHeader({.name = std::string(100, 'a')}));
    EXPECT_FALSE(formatTarHeader({.name = std::string(101, 'a')}));
    EXPECT_TRUE(formatTarHeader({.name = "a", .size = tarSizeLimit}));
    EXPECT_FALSE(formatTarHeader({.name = "a", .size = tarSizeLimit + 1}));
    const auto longest = *formatTarHeader({.name = std::string(100, 'a')});
    EXPECT_EQ(parseTarHeader(longest)->name.size(), 100U);
}

TEST(TarHeader, namesStayInside)
{
    for (const auto* name : {"a", "a/b", "postamt.toml", "..a", "a..b/.c", "tls/*.pem"})
        EXPECT_TRUE(isSafeName(name)) << name;
    for (const auto* name :
         {"",
          "/",
          "/etc/passwd",
          ".",
          "..",
          "a/..",
          "../a",
          "a/../b",
          "a//b",
          "a/",
          "./a",
          "a/.",
          "a\nb",
          "a b",
          "\xc3\xa4"})
        EXPECT_FALSE(isSafeName(name)) << name;
}

TEST(TarHeader, everyChangedByteIsNoticed)
{
    const auto block = *formatTarHeader({.name = "data/format", .size = 23, .modified = 5});
    constexpr std::size_t spaceBehindTheSum = 155;
    for (std::size_t i = 0; i < block.size(); ++i) {
        if (i == spaceBehindTheSum)
            continue;
        auto changed = block;
        changed[i] = static_cast<char>(changed[i] ^ 0x15);
        const auto read = parseTarHeader(changed);
        EXPECT_FALSE(read) << i;
    }
    EXPECT_FALSE(parseTarHeader(block.substr(1)));
    EXPECT_FALSE(parseTarHeader(std::string(tarBlock, '\0')));
}

TEST(TarHeader, nothingHidesBehindAName)
{
    auto block = *formatTarHeader({.name = "ab", .size = 23, .modified = 5});
    // The sum stays as it is: what one byte gains, another loses.
    block[10] = static_cast<char>(1);
    EXPECT_FALSE(parseTarHeader(block));
    block[0] = static_cast<char>(block[0] - 1);
    EXPECT_FALSE(parseTarHeader(block));
}

} // namespace
} // namespace postamt::cli
