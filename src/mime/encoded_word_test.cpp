#include "base/ascii.h"
#include "mime/encoded_word.h"

#include <gtest/gtest.h>

namespace postamt::mime {

TEST(EncodedWord, DecodesTheExamplesOfRfc2047)
{
    EXPECT_EQ(
        decodeWords("=?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.edu>"),
        "Keith Moore <moore@cs.utk.edu>"
    );
    EXPECT_EQ(decodeWords("=?ISO-8859-1?Q?Andr=E9?= Pirard"), "Andr\xc3\xa9 Pirard");
    EXPECT_EQ(
        decodeWords("=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?= "
                    "=?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?="),
        "If you can read this you understand the example."
    );
    EXPECT_EQ(decodeWords("=?ISO-8859-1?Q?a?= b"), "a b");
    EXPECT_EQ(decodeWords("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?="), "ab");
    EXPECT_EQ(decodeWords("=?ISO-8859-1?Q?a?=  \r\n  =?ISO-8859-1?Q?b?="), "ab");
    EXPECT_EQ(decodeWords("=?ISO-8859-1?Q?a_b?="), "a b");
    EXPECT_EQ(decodeWords("=?US-ASCII*EN?Q?Keith?="), "Keith"); // RFC 2231
}

TEST(EncodedWord, IsTolerant)
{
    EXPECT_EQ(decodeWords("=?utf-8?q?=C3?= =?UTF-8?b?vA==?="), "\xc3\xbc"); // cut in two
    EXPECT_EQ(decodeWords("\"=?utf-8?q?a?=\""), "\"a\"");
    EXPECT_EQ(decodeWords("x=?utf-8?q?a?=y"), "xay");
    EXPECT_EQ(decodeWords("=?utf-8?Q?Really?\?\?="), "Really??");
    EXPECT_EQ(decodeWords("=?utf-8?Q?two words?="), "two words");
    EXPECT_EQ(decodeWords("=?utf-8?q?=4?= =?utf-8?q?=zz?="), "=4=zz");
    EXPECT_EQ(decodeWords("\xfc =?utf-8?q?=C3=BC?="), "\xc3\xbc \xc3\xbc");
}

TEST(EncodedWord, LeavesAloneWhatIsNone)
{
    for (const std::string_view text :
         {"=?",
          "=?\?=",
          "=?utf-8?",
          "=?utf-8?x?a?=",
          "=?utf-8?q?a",
          "=?utf-8?q?a?",
          "=??q?a?=",
          "=?a b?q?c?=",
          "=?a\x01?q?c?=",
          "=?utf-8?q?\x7f?=",
          "=?utf-8?b?no*base64?=",
          "a = b ? c",
          ""})
        EXPECT_EQ(decodeWords(text), text);
}

TEST(EncodedWord, EncodesInShortWordsThatDecodeToTheSame)
{
    std::string text;
    for (int i = 0; i < 100; ++i) {
        text += i % 3 == 0 ? "\xf0\x9f\x98\x80" : i % 3 == 1 ? "\xc3\xbc" : "a ?=_";
        const std::string encoded = encodeWords(text);
        EXPECT_TRUE(isAscii(encoded));
        EXPECT_EQ(decodeWords(encoded), text);
        for (std::size_t begin = 0; begin < encoded.size();) {
            const std::size_t end = std::min(encoded.find(' ', begin), encoded.size());
            EXPECT_LE(end - begin, 75U);
            begin = end + 1;
        }
    }
    EXPECT_EQ(encodeWords("J\xc3\xb6rg Schulz"), "=?utf-8?Q?J=C3=B6rg_Schulz?=");
    EXPECT_EQ(encodeWords("\xc3\xa4\xc3\xb6\xc3\xbc"), "=?utf-8?B?w6TDtsO8?=");
}

TEST(EncodedWord, EncodesOnlyWhatMustBe)
{
    EXPECT_EQ(asciiText("plain text"), "plain text");
    EXPECT_EQ(
        asciiText("ein sch\xc3\xb6nes gr\xc3\xbcnes Haus"),
        "ein =?utf-8?Q?sch=C3=B6nes_gr=C3=BCnes?= Haus"
    );
    EXPECT_EQ(
        asciiText("\xfc"
                  "ber"),
        "=?utf-8?B?w7xiZXI=?="
    );
    for (const std::string_view text :
         {"\xc3\xbc =?utf-8?q?a?= \xc3\xbc",
          "=?utf-8?q?a?= \xc3\xbc b",
          " \xc3\xbc  \xc3\xbc ",
          "a ?= =h\xc3\xbc",
          "\xc3\xbc  =?b",
          "a\t\xc3\xbc"}) {
        EXPECT_TRUE(isAscii(asciiText(text)));
        EXPECT_EQ(decodeWords(asciiText(text)), decodeWords(text));
    }
}

// Each of these is quadratic when done carelessly; a megabyte would take minutes.
TEST(EncodedWord, BrokenBeginningsCostNothing)
{
    for (const std::string_view piece : {"=?", "=?a?q?", "=?a?q?b", "=?a?b?c?", "=?a?q?b?= "}) {
        std::string text;
        while (text.size() < 1U << 20)
            text += piece;
        EXPECT_FALSE(decodeWords(text).empty());
    }
}

} // namespace postamt::mime
