#include "sasl/prepare.h"
#include "sasl/server_mechanism.h"

#include <gtest/gtest.h>

namespace postamt::sasl {

TEST(Prepare, LeavesAsciiAlone)
{
    EXPECT_EQ(preparePassword("Pass word~!\"").value(), "Pass word~!\"");
    EXPECT_EQ(prepareUser("USER").value(), "USER");
}

// RFC 4013 section 3
TEST(Prepare, FollowsTheExamplesOfTheRfc)
{
    EXPECT_EQ(preparePassword("I\xc2\xadX").value(), "IX"); // SOFT HYPHEN mapped to nothing
    EXPECT_EQ(preparePassword("\xc2\xaa").value(), "a"); // output is NFKC
    EXPECT_EQ(preparePassword("\xe2\x85\xa8").value(), "IX"); // ROMAN NUMERAL NINE
    EXPECT_FALSE(preparePassword("\x07")); // prohibited character
    EXPECT_FALSE(preparePassword("\xd8\xa7\x31")); // bidirectional check
}

TEST(Prepare, MapsSpacesAndComposes)
{
    EXPECT_EQ(
        preparePassword("a\xc2\xa0"
                        "b")
            .value(),
        "a b"
    ); // NO-BREAK SPACE
    EXPECT_EQ(preparePassword("u\xcc\x88").value(), "\xc3\xbc");
    EXPECT_EQ(
        preparePassword("\xf0\x9f\x94\x91").value(), "\xf0\x9f\x94\x91"
    ); // a key, newer than Unicode 3.2
}

TEST(Prepare, RefusesWhatIsNoText)
{
    EXPECT_FALSE(preparePassword(""));
    EXPECT_FALSE(preparePassword("\xc2\xad")); // nothing is left of it
    EXPECT_FALSE(preparePassword("a\x7f"));
    EXPECT_FALSE(preparePassword("\xc3"));
    EXPECT_FALSE(preparePassword("\xc2\x85")); // C1 control
    EXPECT_FALSE(preparePassword(std::string_view("a\0b", 3)));
}

TEST(Prepare, IsIdempotent)
{
    for (const auto* text : {"\xe2\x85\xa8\xc2\xa0\xc2\xaa", "u\xcc\x88", "\xef\xac\x81"}) {
        const auto once = preparePassword(text);
        ASSERT_TRUE(once);
        EXPECT_EQ(preparePassword(*once).value(), *once);
    }
}

TEST(Prepare, KeepsToTheLimits)
{
    for (const std::size_t size : {maxUserSize - 1, maxUserSize, maxUserSize + 1})
        EXPECT_EQ(prepareUser(std::string(size, 'a')).has_value(), size <= maxUserSize);
    for (const std::size_t size : {maxPasswordSize - 1, maxPasswordSize, maxPasswordSize + 1})
        EXPECT_EQ(preparePassword(std::string(size, 'a')).has_value(), size <= maxPasswordSize);
    // one character that NFKC makes eighteen of: beyond the limit only once prepared
    std::string ligatures;
    for (int i = 0; i < 80; ++i)
        ligatures += "\xef\xb7\xba";
    EXPECT_FALSE(prepareUser(ligatures));
}

} // namespace postamt::sasl
