#include "imap/proto/lexer.h"
#include "imap/proto/writer.h"

#include <gtest/gtest.h>

#include <vector>

namespace postamt::imap::proto {

namespace {

constexpr Dialect utf8{.utf8 = true};

std::string asString(std::string_view text, Dialect dialect = {})
{
    std::string out;
    Writer(out, dialect).string(text);
    return out;
}

std::string asAstring(std::string_view text)
{
    std::string out;
    Writer(out).astring(text);
    return out;
}

} // namespace

TEST(Writer, ChoosesTheShortestForm)
{
    EXPECT_EQ(asAstring("INBOX"), "INBOX");
    EXPECT_EQ(asAstring("a]b"), "a]b");
    EXPECT_EQ(asAstring(""), "\"\"");
    EXPECT_EQ(asAstring("nil"), "\"nil\"");
    EXPECT_EQ(asAstring("a b"), "\"a b\"");
    EXPECT_EQ(asAstring("a*"), "\"a*\"");
    EXPECT_EQ(asString("a\"b\\c"), "\"a\\\"b\\\\c\"");
    EXPECT_EQ(asString("a\r\nb"), "{4}\r\na\r\nb");
    EXPECT_EQ(asString("\xc3\xbc"), "{2}\r\n\xc3\xbc");
    EXPECT_EQ(asString("\xc3\xbc", utf8), "\"\xc3\xbc\"");
    EXPECT_EQ(asString("\xfc", utf8), "{1}\r\n\xfc");
    EXPECT_EQ(asString(std::string(1000, 'x')).front(), '"');
    EXPECT_EQ(asString(std::string(1001, 'x')).front(), '{');
    EXPECT_EQ(asString(std::string_view("a\0b", 3)), "\"a?b\"");
    EXPECT_EQ(asString(std::string_view("a\0\n", 3)), "{3}\r\na?\n");
}

TEST(Writer, WritesWhatTheLexerReads)
{
    for (const auto dialect : {Dialect{}, utf8}) {
        for (int c = 1; c < 256; ++c) {
            const std::string text{'a', static_cast<char>(c)};
            std::string out;
            Writer(out, dialect).astring(text);
            Lexer lexer(out, dialect);
            EXPECT_EQ(lexer.astring("a string"), text) << c;
            lexer.end();
            EXPECT_TRUE(lexer.ok()) << c;
        }
    }
}

TEST(Writer, WritesTheOtherElements)
{
    std::string out;
    Writer writer(out);
    writer.number(0).raw(' ').number(18446744073709551615U).raw(' ');
    writer.nstring({}).raw(' ').nstring("x").raw(' ').mailbox("Entw\xc3\xbcrfe").raw(' ');
    writer.list(std::vector<std::string>{"\\Seen", "Work"})
        .raw(' ')
        .list(std::vector<std::string_view>())
        .raw(' ');
    writer
        .dateTime({
            0, 0
    })
        .raw(' ')
        .numbers(NumberSet({{1, 3}, {5, 5}}))
        .raw(' ')
        .literal8Header(7)
        .line();
    EXPECT_EQ(
        out,
        "0 18446744073709551615 NIL \"x\" Entw&APw-rfe (\\Seen Work) () \" 1-Jan-1970 00:00:00 "
        "+0000\" 1:3,5 "
        "~{7}\r\n\r\n"
    );
}

} // namespace postamt::imap::proto
