#include "transcript/part.h"

#include <gtest/gtest.h>

namespace postamt::transcript {

namespace {

using Kind = Part::Kind;

Parts parts(std::string_view text, Side side = Side::Server)
{
    auto parsed = parseParts(text, side);
    EXPECT_TRUE(parsed) << parsed.error().text;
    return parsed.value_or(Parts());
}

std::string bytes(std::string_view text)
{
    return parseBytes(text).value_or("bad");
}

} // namespace

TEST(Part, FindsVariables)
{
    const Parts expected{
        {Kind::Text,     "a OK ", {}},
        {Kind::Variable, "uid_1", {}},
        {Kind::Text,     ")",     {}}
    };
    EXPECT_EQ(parts("a OK $uid_1)"), expected);
}

TEST(Part, LeavesOtherDollars)
{
    EXPECT_EQ(
        parts("($Junk $ 5$$x)"),
        (Parts{
            {Kind::Text, "($Junk $ 5$x)", {}}
    })
    );
    EXPECT_EQ(
        parts("x $", Side::Client),
        (Parts{
            {Kind::Text, "x $", {}}
    })
    );
    EXPECT_EQ(parts(""), Parts());
}

TEST(Part, EndsLinesOfTheServer)
{
    EXPECT_EQ(
        parts("* 1$"),
        (Parts{
            {Kind::Text, "* 1", {}},
            {Kind::End,  "",    {}}
    })
    );
    EXPECT_EQ(
        parts("* 1$$"),
        (Parts{
            {Kind::Text, "* 1$", {}}
    })
    );
}

TEST(Part, CallsForClientsOnly)
{
    EXPECT_EQ(
        parts("AUTH $sasl(A, b,$c)", Side::Client),
        (Parts{
            {Kind::Text, "AUTH ", {}              },
            {Kind::Call, "sasl",  {"A", "b", "$c"}}
    })
    );
    EXPECT_EQ(
        parts("$a(b)"),
        (Parts{
            {Kind::Variable, "a",   {}},
            {Kind::Text,     "(b)", {}}
    })
    );
    EXPECT_FALSE(parseParts("$a(b", Side::Client));
}

TEST(Part, ReadsBytes)
{
    using namespace std::string_literals;
    EXPECT_EQ(bytes(R"("a\r\n\t\0\\\"\xfF")"), "a\r\n\t\0\\\"\xff"s);
    EXPECT_EQ(bytes(R"x("("*3 "x" ")"*2)x"), "(((x))");
    EXPECT_EQ(bytes(R"("a"*0 "b")"), "b");
    for (const auto* wrong :
         {"",
          "a",
          R"("a)",
          R"("\q")",
          R"("\x0")",
          R"("\xzz")",
          R"("a"*)",
          R"("a"*100000001)",
          R"("a" b)",
          "\"\\"})
        EXPECT_EQ(bytes(wrong), "bad") << wrong;
}

} // namespace postamt::transcript
