#include "base/utf8.h"
#include "text/charset.h"
#include "text/utf8.h"

#include <gtest/gtest.h>

namespace postamt::text {

TEST(Charset, ConvertsWhatMailUses)
{
    EXPECT_EQ(
        toUtf8(
            "Gr\xfc\xdf"
            "e",
            "iso-8859-1"
        ),
        "Gr\xc3\xbc\xc3\x9f"
        "e"
    );
    EXPECT_EQ(toUtf8("\x80 \x93x\x94", "Windows-1252"), "\xe2\x82\xac \xe2\x80\x9cx\xe2\x80\x9d");
    EXPECT_EQ(toUtf8("\xa4", "ISO-8859-15"), "\xe2\x82\xac");
    EXPECT_EQ(toUtf8("\x1b$B$3\x1b(B", "ISO-2022-JP"), "\xe3\x81\x93");
    EXPECT_EQ(toUtf8("\xc4\xe3", "GB2312"), "\xe4\xbd\xa0");
    EXPECT_EQ(toUtf8("\xf0\xd2", "koi8-r"), "\xd0\x9f\xd1\x80");
    EXPECT_EQ(
        toUtf8("A+APw-B", "utf-7"),
        "A\xc3\xbc"
        "B"
    );
    EXPECT_EQ(toUtf8(std::string_view("\0a\0b", 4), "utf-16be"), "ab");
}

TEST(Charset, GuessesWhenTheNameSaysNothing)
{
    for (const auto* name :
         {"", "us-ascii", "x-unknown", "no/such", "utf-8,swaplfnl", "\xff\xfe"}) {
        EXPECT_EQ(toUtf8("\xc3\xbc", name), "\xc3\xbc") << name;
        EXPECT_EQ(toUtf8("\xfc", name), "\xc3\xbc") << name;
    }
}

TEST(Charset, BrokenTextGivesReplacements)
{
    EXPECT_EQ(toUtf8("a\xff", "utf-8"), "a\xef\xbf\xbd");
    EXPECT_TRUE(isUtf8(toUtf8("\x81\x20\xff\x1b$B\x80", "shift_jis")));
    EXPECT_EQ(toUtf8(std::string_view("a\0b", 3), "iso-8859-1"), std::string_view("a\0b", 3));
}

TEST(Charset, KnowsWhichItKnows)
{
    for (const auto* name : {"utf-8", "UTF-8", "us-ascii", "iso-8859-7", "big5"})
        EXPECT_TRUE(isKnownCharset(name)) << name;
    for (const auto* name : {"", " ", "x-unknown", "utf-8,x", "../utf-8"})
        EXPECT_FALSE(isKnownCharset(name)) << name;
}

TEST(Charset, LongTextCrossesEveryBuffer)
{
    std::string cyrillic;
    std::string expected;
    for (int i = 0; i < 20'000; ++i) {
        cyrillic += '\xf0';
        expected += "\xd0\x9f";
    }
    EXPECT_EQ(toUtf8(cyrillic, "koi8-r"), expected);
    // More charsets than the cache holds.
    for (int round = 0; round < 2; ++round) {
        for (int i = 2; i <= 9; ++i) {
            EXPECT_EQ(toUtf8("x", "iso-8859-" + std::to_string(i)), "x");
            EXPECT_EQ(toUtf8("x", "windows-125" + std::to_string(i - 2)), "x");
            EXPECT_EQ(toUtf8("x", "ibm-85" + std::to_string(i % 8)), "x");
        }
    }
}

} // namespace postamt::text
