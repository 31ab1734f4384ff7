#include "base/utf8.h"
#include "imap/proto/code_point.h"

#include <gtest/gtest.h>

namespace postamt::imap::proto {

namespace {

bool allValid(std::string_view text)
{
    bool valid = true;
    while (!text.empty())
        valid = nextCodePoint(text) != invalidCodePoint && valid;
    return valid;
}

} // namespace

TEST(CodePoint, RoundTripsEveryScalarValue)
{
    for (char32_t c = 0; c <= 0x10ffff; ++c) {
        if (c >= 0xd800 && c <= 0xdfff)
            continue;
        std::string text;
        appendCodePoint(text, c);
        std::string_view rest = text;
        ASSERT_EQ(nextCodePoint(rest), c);
        ASSERT_TRUE(rest.empty());
    }
}

TEST(CodePoint, AgreesWithTheCheckOfWholeTexts)
{
    for (const auto* text : {
             "\x80", // a continuation alone
             "\xc3", // cut short
             "\xc0\xaf", // overlong, two bytes
             "\xe0\x9f\xbf", // overlong, three bytes
             "\xf0\x8f\xbf\xbf", // overlong, four bytes
             "\xed\xa0\x80", // a surrogate
             "\xf4\x90\x80\x80", // above U+10FFFF
             "\xfe",
             "\xff",
             "a\xe4z" // Latin-1
         })
        EXPECT_FALSE(allValid(text)) << text;
    EXPECT_TRUE(allValid(""));
    EXPECT_TRUE(allValid("Entw\xc3\xbcrfe \xf0\x9f\x93\xac"));
    // every pair and some triples of bytes
    for (unsigned i = 0; i < 0x10000; ++i) {
        for (const char last : {'a', '\x80', '\xbf'}) {
            const std::string bytes{static_cast<char>(i >> 8), static_cast<char>(i & 0xff), last};
            ASSERT_EQ(allValid(bytes), isUtf8(bytes)) << i;
        }
    }
}

TEST(CodePoint, TakesOneByteWhereItIsInvalid)
{
    std::string_view text = "\xe4z";
    EXPECT_EQ(nextCodePoint(text), invalidCodePoint);
    EXPECT_EQ(text, "z");
}

} // namespace postamt::imap::proto
