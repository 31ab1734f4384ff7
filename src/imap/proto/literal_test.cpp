#include "imap/proto/literal.h"

#include <gtest/gtest.h>

#include <string>

namespace postamt::imap::proto {

TEST(Literal, ReadsTheFourForms)
{
    EXPECT_EQ(trailingLiteral("a {5}"), (LiteralHeader{5, true, false}));
    EXPECT_EQ(trailingLiteral("a {5+}"), (LiteralHeader{5, false, false}));
    EXPECT_EQ(trailingLiteral("a ~{5}"), (LiteralHeader{5, true, true}));
    EXPECT_EQ(trailingLiteral("a ~{5+}"), (LiteralHeader{5, false, true}));
    EXPECT_EQ(trailingLiteral("{007}"), (LiteralHeader{7, true, false}));
}

TEST(Literal, IsNoneWhereTheBracesHoldNoNumber)
{
    for (const auto* line :
         {"", "}", "{}", "{+}", "{a}", "{5", "5}", "{5 }", "{-5}", "{5++}", "{5} ", "{{5-}"})
        EXPECT_FALSE(trailingLiteral(line)) << line;
}

TEST(Literal, NeverWrapsAround)
{
    EXPECT_EQ(trailingLiteral("{9223372036854775806}")->size, LiteralHeader::maxSize - 1);
    EXPECT_EQ(trailingLiteral("{9223372036854775807}")->size, LiteralHeader::maxSize);
    for (const auto* line :
         {"{9223372036854775808}",
          "{18446744073709551615}",
          "{18446744073709551616}",
          "{18446744073709551621+}",
          "{99999999999999999999999999999999999999999999999999}"})
        EXPECT_EQ(trailingLiteral(line)->size, LiteralHeader::tooBig) << line;
}

TEST(Literal, IsTakenOffTheFront)
{
    std::string_view text = "~{5+}\r\nhello {3}\r\nyou";
    EXPECT_EQ(takeLiteralHeader(text), (LiteralHeader{5, false, true}));
    EXPECT_EQ(text, "hello {3}\r\nyou");
    EXPECT_FALSE(takeLiteralHeader(text));
    EXPECT_EQ(text, "hello {3}\r\nyou");
    for (const std::string_view other :
         {"{5}", "{5}\n", "{a {5}\r\n", "{+}\r\n", "~5}\r\n", "{{5}\r\n"}) {
        std::string_view rest = other;
        EXPECT_FALSE(takeLiteralHeader(rest)) << other;
        EXPECT_EQ(rest, other);
    }
}

} // namespace postamt::imap::proto
