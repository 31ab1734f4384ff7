#include "tokens/json.h"

#include <gtest/gtest.h>

namespace postamt::tokens {
namespace {

bool isObject(std::string_view text)
{
    return parseJsonObject(text).has_value();
}

TEST(Json, AnObjectIsOne)
{
    EXPECT_TRUE(isObject("{}"));
    EXPECT_TRUE(isObject(R"( {"a":1,"b":{"a":[1,{"a":null}]},"c":"\u00e4"} )"));
    for (const auto* text :
         {"", " ", "[]", "1", "null", "\"a\"", "{", "{}}", "{} {}", "{,}", R"({"a"})", R"({"a":})",
          R"({"a":1,})", R"({a:1})", R"({'a':1})", "{}//", R"({"a":01})", R"({"a":NaN})",
          "{\"a\":\"\n\"}", "{\"a\":\"\xff\"}", R"({"a":"\ud800"})"})
        EXPECT_FALSE(isObject(text)) << text;
    EXPECT_FALSE(isObject(std::string_view("{}\0", 3)));
}

TEST(Json, AMemberComesOnce)
{
    EXPECT_FALSE(isObject(R"({"a":1,"a":1})"));
    EXPECT_FALSE(isObject(R"({"a":1,"b":{},"a":2})"));
    EXPECT_FALSE(isObject(R"({"a":{"b":1,"b":2}})"));
    EXPECT_FALSE(isObject(R"({"a":[{"b":1},{"b":1,"b":2}]})"));
    EXPECT_FALSE(isObject(R"({"alg":1,"\u0061lg":2})")); // the same name, written otherwise
    EXPECT_FALSE(isObject(R"({"":1,"":2})"));
    EXPECT_TRUE(isObject(R"({"a":{"a":{"a":1}},"A":2,"":3})"));
    EXPECT_TRUE(isObject(R"({"a":[{"b":1},{"b":2}]})"));
}

TEST(Json, NestingIsLimited)
{
    const auto lists = [](std::size_t depth) {
        return isObject(
            R"({"a":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}"
        );
    };
    EXPECT_TRUE(lists(15));
    EXPECT_TRUE(lists(16));
    EXPECT_FALSE(lists(17));
    EXPECT_FALSE(lists(100'000));
    std::string objects;
    for (int i = 0; i < 17; ++i)
        objects += R"({"a":)";
    EXPECT_FALSE(isObject(objects + "1" + std::string(17, '}')));
    EXPECT_TRUE(isObject(objects.substr(5) + "1" + std::string(16, '}')));
}

TEST(Json, TextsAreTexts)
{
    const auto object = *parseJsonObject(R"({"a":"x","b":1,"c":["x"],"d":null,"e":"","f":"\u0000y"})");
    EXPECT_EQ(textMember(object, "a"), "x");
    EXPECT_EQ(textMember(object, "e"), "");
    EXPECT_EQ(textMember(object, "f"), std::string("\0y", 2));
    for (const auto* name : {"b", "c", "d", "g", "A", ""})
        EXPECT_EQ(textMember(object, name), std::nullopt) << name;
}

} // namespace
} // namespace postamt::tokens
