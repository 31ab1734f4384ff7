#include "web/shape.h"

#include <gtest/gtest.h>

#include <array>

namespace postamt::web {

namespace {

constexpr std::array innerFields{field::number("n", 0, 9, "")};
constexpr Shape inner{"Inner", innerFields};
constexpr std::array fields{
    field::text("text", 2, 4, ""),
    field::optional(field::number("number", -1, 1, "")),
    field::optional(field::choice("choice", ",a,bc", "")),
    field::optional(field::choices("choices", "a,b", "")),
    field::optional(field::records("records", inner, "")),
    field::optional(field::record("record", inner, "")),
};
constexpr Shape shape{"Outer", fields};

std::string wrong(std::string_view more)
{
    const auto done = parseObject(shape, R"({"text":"abc",)" + std::string(more) + '}');
    return done ? "" : done.error().detail;
}

} // namespace

TEST(Shape, HasLimits)
{
    for (const std::string text : {"ab", "abcd", "\xc3\xbc", "\xc3\xbc\xc3\xbc"})
        EXPECT_TRUE(parseObject(shape, R"({"text":")" + text + "\"}")) << text;
    for (const std::string text :
         {"a", "abcde", "\xc3\xbc\xc3\xbc\xc3\xbc", "", "a\\u0000", "a\\n", "a\x7f"})
        EXPECT_FALSE(parseObject(shape, R"({"text":")" + text + "\"}")) << text;
    EXPECT_EQ(wrong(R"("number":-1)"), "");
    EXPECT_EQ(wrong(R"("number":1)"), "");
    EXPECT_EQ(wrong(R"("number":2)"), "number is a whole number from -1 to 1");
    EXPECT_EQ(wrong(R"("number":18446744073709551615)"), "number is a whole number from -1 to 1");
    EXPECT_EQ(wrong(R"("number":1.0)"), "number is a whole number from -1 to 1");
}

TEST(Shape, HasChoices)
{
    for (const std::string good :
         {R"("choice":"")",
          R"("choice":"bc")",
          R"("choices":["b","a"])",
          R"("records":[])",
          R"("records":[{"n":1}])",
          R"("record":{"n":9})"})
        EXPECT_EQ(wrong(good), "") << good;
    for (const std::string bad :
         {R"("choice":"b")",
          R"("choice":",a")",
          R"("choice":"a,bc")",
          R"("choices":[])",
          R"("choices":["a","a"])",
          R"("choices":["c"])",
          R"("choices":"a")",
          R"("records":[{"n":10}])",
          R"("records":[{}])",
          R"("record":{"n":1,"m":1})",
          R"("choices":null)"})
        EXPECT_NE(wrong(bad), "") << bad;
}

TEST(Shape, NamesNoFieldThatItDoesNotKnow)
{
    EXPECT_EQ(wrong(R"("<b>":1)"), "There is a field that is not known");
    EXPECT_EQ(parseObject(shape, "{}").error().field, "text");
    EXPECT_EQ(parseObject(shape, "[]").error().detail, "The body is a JSON object");
}

} // namespace postamt::web
