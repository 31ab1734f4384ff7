#include "imap/proto/char_class.h"

#include <gtest/gtest.h>

#include <string>

namespace postamt::imap::proto {

namespace {

// The classes as the RFC writes them, spelled out: what the table must say for each of the 256
// bytes.
bool isCtl(int c)
{
    return c <= 0x1f || c == 0x7f;
}

bool isAtomChar(int c)
{
    if (c >= 0x80 || isCtl(c))
        return false;
    switch (c) {
    case '(':
    case ')':
    case '{':
    case ' ':
    case '%':
    case '*':
    case '"':
    case '\\':
    case ']':
        return false;
    default:
        return true;
    }
}

} // namespace

TEST(CharClass, AgreesWithTheRfcOnAllBytes)
{
    for (int i = 0; i < 256; ++i) {
        const char c = static_cast<char>(i);
        const bool digit = i >= '0' && i <= '9';
        const bool letter = (i >= 'A' && i <= 'Z') || (i >= 'a' && i <= 'z');
        EXPECT_EQ(isIn(CharClass::Atom, c), isAtomChar(i)) << i;
        EXPECT_EQ(isIn(CharClass::Astring, c), isAtomChar(i) || i == ']') << i;
        EXPECT_EQ(isIn(CharClass::List, c), isAtomChar(i) || i == ']' || i == '%' || i == '*') << i;
        EXPECT_EQ(isIn(CharClass::Tag, c), (isAtomChar(i) && i != '+') || i == ']') << i;
        EXPECT_EQ(
            isIn(CharClass::Quoted, c),
            i >= 1 && i <= 0x7f && i != '\r' && i != '\n' && i != '"' && i != '\\'
        ) << i;
        EXPECT_EQ(isIn(CharClass::Word, c), digit || letter || i == '.' || i == '-') << i;
        EXPECT_EQ(isIn(CharClass::Set, c), digit || i == ':' || i == ',' || i == '*' || i == '$')
            << i;
    }
}

TEST(CharClass, FindsRuns)
{
    EXPECT_EQ(leading(CharClass::Atom, "abc def"), "abc");
    EXPECT_EQ(leading(CharClass::Atom, " abc"), "");
    EXPECT_EQ(leading(CharClass::Word, "BODY.PEEK[TEXT]"), "BODY.PEEK");
    EXPECT_TRUE(isAll(CharClass::Atom, "abc"));
    EXPECT_FALSE(isAll(CharClass::Atom, ""));
    EXPECT_FALSE(isAll(CharClass::Atom, std::string_view("a\0b", 3)));
}

} // namespace postamt::imap::proto
