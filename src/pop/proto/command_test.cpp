#include "pop/proto/command.h"

#include <gtest/gtest.h>

#include <limits>

namespace postamt::pop::proto {

namespace {

template <class T>
T parsed(std::string_view line)
{
    const auto command = parseCommand(line);
    if (!command || !std::holds_alternative<T>(*command)) {
        ADD_FAILURE() << line;
        return {};
    }
    return std::get<T>(*command);
}

void expectRefused(std::string_view line, bool close = false)
{
    const auto command = parseCommand(line);
    ASSERT_FALSE(command) << line;
    EXPECT_FALSE(command.error().ok);
    EXPECT_EQ(command.error().close, close);
    EXPECT_FALSE(command.error().text.empty());
}

} // namespace

TEST(PopCommand, ReadsNamesAndPasswords)
{
    EXPECT_EQ(parsed<User>("USER alice@example.test").name, "alice@example.test");
    EXPECT_EQ(parsed<User>("user j\xc3\xb6rg").name, "j\xc3\xb6rg");
    EXPECT_EQ(parsed<Pass>("PASS correct horse  battery ").password, "correct horse  battery ");
    EXPECT_EQ(parsed<Pass>("PASS  x").password, " x");
    for (const auto* line :
         {"USER", "USER ", "PASS", "PASS ", "USER a\tb", "PASS \xff", "PASS a\x7f"})
        expectRefused(line);
}

TEST(PopCommand, ReadsThoseWithoutArguments)
{
    parsed<Capa>("CAPA");
    parsed<Stls>("stls");
    parsed<Utf8>("utf8");
    parsed<Stat>("STAT ");
    parsed<Noop>("NOOP");
    parsed<Rset>("RSET");
    parsed<Quit>("QUIT");
    for (const auto* line : {"CAPA x", "STLS x", "UTF8 x", "STAT 1", "RSET x", "QUIT x"})
        expectRefused(line);
}

TEST(PopCommand, ReadsLanguages)
{
    EXPECT_EQ(parsed<Lang>("LANG").range, "");
    EXPECT_EQ(parsed<Lang>("lang ").range, "");
    EXPECT_EQ(parsed<Lang>("LANG de-CH-1996").range, "de-ch-1996");
    EXPECT_EQ(parsed<Lang>("LANG  * ").range, "*");
    const std::string longest(100, 'a');
    EXPECT_EQ(parsed<Lang>("LANG " + longest).range, longest);
    EXPECT_EQ(parsed<Lang>("LANG " + longest.substr(1)).range, longest.substr(1));
    for (const auto& line :
         {"LANG " + longest + "a", std::string("LANG **"), std::string("LANG en de"),
          std::string("LANG \xc3\xb6"), std::string("LANG en_US")})
        expectRefused(line);
}

TEST(PopCommand, ReadsMessageNumbers)
{
    EXPECT_EQ(parsed<Retr>("RETR 1").message, MessageNumber(1));
    EXPECT_EQ(
        parsed<Dele>("dele 4294967295").message.value, std::numeric_limits<std::uint32_t>::max()
    );
    EXPECT_EQ(
        parsed<Dele>("DELE 99999999999999999999").message.value,
        std::numeric_limits<std::uint32_t>::max()
    );
    EXPECT_EQ(parsed<List>("LIST").message, std::nullopt);
    EXPECT_EQ(parsed<List>("LIST ").message, std::nullopt);
    EXPECT_EQ(parsed<List>("LIST 7").message, MessageNumber(7));
    EXPECT_EQ(parsed<Uidl>("UIDL 007").message, MessageNumber(7));
    for (const auto* line :
         {"RETR",
          "RETR 0",
          "RETR -1",
          "RETR x",
          "RETR 1 2",
          "DELE 1x",
          "LIST x",
          "UIDL +1",
          "UIDL 0"})
        expectRefused(line);
}

TEST(PopCommand, ReadsTop)
{
    EXPECT_EQ(parsed<Top>("TOP 3 10").message, MessageNumber(3));
    EXPECT_EQ(parsed<Top>("TOP 3  10 ").lines, 10U);
    EXPECT_EQ(parsed<Top>("top 1 0").lines, 0U);
    EXPECT_EQ(parsed<Top>("TOP 1 99999999999").lines, std::numeric_limits<std::uint32_t>::max());
    for (const auto* line : {"TOP", "TOP 1", "TOP 0 1", "TOP 1 -1", "TOP 1 x", "TOP 1 2 3"})
        expectRefused(line);
}

TEST(PopCommand, ReadsAuth)
{
    EXPECT_EQ(parsed<Auth>("AUTH").mechanism, "");
    EXPECT_EQ(parsed<Auth>("AUTH ").mechanism, "");
    EXPECT_EQ(parsed<Auth>("AUTH plain").mechanism, "PLAIN");
    EXPECT_EQ(parsed<Auth>("AUTH PLAIN").initial, std::nullopt);
    EXPECT_EQ(parsed<Auth>("AUTH PLAIN AGEAYg==").initial, "AGEAYg==");
    for (const auto* line : {"AUTH PLAIN a b", "AUTH PL@IN", "AUTH ABCDEFGHIJKLMNOPQRSTU"})
        expectRefused(line);
}

TEST(PopCommand, RefusesTheRest)
{
    for (const auto* line : {"", " ", "XYZZY", " STAT", "APOP a b", "\xff", "STAT\t"})
        expectRefused(line);
    expectRefused("GET / HTTP/1.1", true);
    expectRefused("POST / HTTP/1.1", true);
}

} // namespace postamt::pop::proto
