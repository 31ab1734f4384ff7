#include "base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace postamt {

TEST(Utf8, AcceptsTheEdgesOfEachLength)
{
    for (const auto* text :
         {"",
          "a",
          "\x7f",
          "\xc2\x80",
          "\xdf\xbf",
          "\xe0\xa0\x80",
          "\xed\x9f\xbf",
          "\xee\x80\x80",
          "\xef\xbf\xbf",
          "\xf0\x90\x80\x80",
          "\xf4\x8f\xbf\xbf"})
        EXPECT_TRUE(isUtf8(text)) << text;
    EXPECT_TRUE(isUtf8(std::string_view("a\0b", 3)));
}

TEST(Utf8, RefusesWhatRfc3629Forbids)
{
    for (const auto* text :
         {"\x80",
          "\xbf",
          "\xc0\x80",
          "\xc1\xbf",
          "\xc2",
          "\xc2x",
          "\xe0\x9f\xbf",
          "\xe2\x82",
          "\xed\xa0\x80",
          "\xf0\x8f\xbf\xbf",
          "\xf0\x90\x80",
          "\xf4\x90\x80\x80",
          "\xf5\x80\x80\x80",
          "\xff",
          "ok\xfe"})
        EXPECT_FALSE(isUtf8(text)) << text;
}

} // namespace postamt
