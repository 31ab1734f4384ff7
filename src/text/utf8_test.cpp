#include "base/utf8.h"
#include "text/utf8.h"

#include <gtest/gtest.h>

namespace postamt::text {

TEST(Utf8, EveryCodePointRoundTrips)
{
    for (char32_t c = 0; c <= 0x10ffff; ++c) {
        if (c == 0xd800)
            c = 0xe000;
        std::string bytes;
        appendCodePoint(bytes, c);
        std::size_t position = 0;
        ASSERT_EQ(nextCodePoint(bytes, position), c);
        ASSERT_EQ(position, bytes.size());
        ASSERT_TRUE(isUtf8(bytes));
    }
}

TEST(Utf8, RefusesWhatIsIllFormed)
{
    for (const std::string_view text :
         {"\x80",
          "\xc0\x80",
          "\xc1\xbf",
          "\xe0\x80\x80",
          "\xed\xa0\x80",
          "\xf0\x80\x80\x80",
          "\xf4\x90\x80\x80",
          "\xf5\x80\x80\x80",
          "\xff",
          "abcdefgh\xc3",
          "\xf0\x9f\x98"})
        EXPECT_FALSE(isUtf8(text));
    EXPECT_TRUE(isUtf8("Gr\xc3\xbc\xc3\x9f"
                       "e \xf0\x9f\x98\x80 \xef\xbf\xbd"));
    EXPECT_TRUE(isUtf8(std::string_view("a\0b", 3)));
}

TEST(Utf8, RepairReplacesTheLongestValidBeginning)
{
    EXPECT_EQ(repaired("a\x80z"), "a\xef\xbf\xbdz");
    EXPECT_EQ(repaired("\xf0\x9f\x98z"), "\xef\xbf\xbdz");
    EXPECT_EQ(repaired("\xed\xa0\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    EXPECT_EQ(repaired("ok"), "ok");
    std::string out;
    appendCodePoint(out, 0xd800);
    EXPECT_EQ(out, "\xef\xbf\xbd");
}

TEST(Utf8, TruncatesBetweenCodePoints)
{
    const std::string_view text = "a\xc3\xbc\xf0\x9f\x98\x80";
    EXPECT_EQ(truncated(text, 0), "");
    EXPECT_EQ(truncated(text, 1), "a");
    EXPECT_EQ(truncated(text, 2), "a");
    EXPECT_EQ(truncated(text, 3), "a\xc3\xbc");
    EXPECT_EQ(truncated(text, 6), "a\xc3\xbc");
    EXPECT_EQ(truncated(text, 7), text);
    EXPECT_EQ(firstCodePoints(text, 2), "a\xc3\xbc");
    EXPECT_EQ(firstCodePoints(text, 9), text);
}

} // namespace postamt::text
