#include "mime/header.h"

#include <gtest/gtest.h>

namespace postamt::mime {

TEST(Header, NamesAreWhatTheTableSays)
{
    for (int c = 0; c < 256; ++c) {
        const std::string line{'a', static_cast<char>(c), ':'};
        const bool isBlank = c == ' ' || c == '\t';
        const std::size_t expected = c == ':' || isBlank ? 1 : c > ' ' && c != 0x7f ? 2 : 0;
        EXPECT_EQ(fieldNameLength(line), expected) << c;
    }
    EXPECT_EQ(fieldNameLength(""), 0U);
    EXPECT_EQ(fieldNameLength(":"), 0U);
    EXPECT_EQ(fieldNameLength("Subject"), 0U);
    EXPECT_EQ(fieldNameLength("Subject \t: x"), 7U);
}

TEST(Header, FindsFieldsByName)
{
    const std::string text
        = "From alice Tue\r\nSubject: one\r\n two\r\nTO : x\r\nsubject: three\r\n\r\nbody";
    const Header header(text);
    ASSERT_EQ(header.fields().size(), 3U);
    EXPECT_EQ(header.value("SUBJECT"), " one\r\n two");
    EXPECT_EQ(header.value("to"), " x");
    EXPECT_EQ(header.find("cc"), nullptr);
    EXPECT_EQ(header.value("cc"), "");
    EXPECT_EQ(header.fields()[0].begin, 16U);
    EXPECT_EQ(header.fields()[0].end, 36U);
    EXPECT_EQ(text.substr(header.end()), "body");
}

TEST(Header, EndsWhereItMust)
{
    for (const std::string_view text :
         {"a: b\n\nbody", "a: b\nbody", "a: b\r\n\r\nbody", " x\na: b\n\nbody"}) {
        const Header header(text);
        ASSERT_EQ(header.fields().size(), 1U) << text;
        EXPECT_EQ(text.substr(header.end()), "body");
    }
    EXPECT_EQ(Header("").end(), 0U);
    EXPECT_EQ(Header("\r\nx").end(), 2U);
    EXPECT_EQ(Header("body").end(), 0U);
    EXPECT_EQ(Header("a: b").end(), 4U);
    const Header bareCr("a: b\rc: d\r\rbody");
    EXPECT_EQ(bareCr.fields().size(), 2U);
}

TEST(Header, FieldsAreLimited)
{
    for (const std::size_t count :
         {Header::maxFields - 1, Header::maxFields, Header::maxFields + 1}) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i)
            text += "a:\n b\n";
        text += "\nbody";
        const Header header(text);
        EXPECT_EQ(header.fields().size(), std::min(count, Header::maxFields));
        EXPECT_EQ(header.fields().back().value, "\n b");
        EXPECT_EQ(text.substr(header.end()), "body");
    }
}

TEST(Unfolded, IsOneLine)
{
    EXPECT_EQ(unfolded(" a\r\n b\n\tc \r\n"), "a b\tc");
    EXPECT_EQ(unfolded("a\rb\nc"), "a b c");
    EXPECT_EQ(unfolded(std::string_view("a\0b", 3)), "a b");
    EXPECT_EQ(unfolded("\r\n"), "");
}

} // namespace postamt::mime
