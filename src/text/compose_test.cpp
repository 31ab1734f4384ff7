#include "text/compose.h"

#include <gtest/gtest.h>

namespace postamt::text {

TEST(Composed, JoinsLettersAndMarks)
{
    EXPECT_EQ(composed("Entwu\xcc\x88rfe"), "Entwürfe");
    EXPECT_EQ(composed("Entwürfe"), "Entwürfe");
    EXPECT_EQ(composed("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab"), "한");
    EXPECT_EQ(composed("\xe2\x84\xab"), "Å"); // the sign for Ångström is the letter
    EXPECT_EQ(composed("q\xcc\x87\xcc\xa3"), "q\xcc\xa3\xcc\x87"); // marks in their order
}

TEST(Composed, LeavesTheRest)
{
    // Letter case, ligatures and full width are differences that people see.
    for (const auto* text : {"", "Plain/Text", "ß", "ﬁ", "Ａ", "\xf0\x9f\x92\xac"})
        EXPECT_EQ(composed(text), text);
    EXPECT_EQ(composed("\xff"
                       "a"),
              "\xef\xbf\xbd"
              "a");
}

TEST(Composed, ChangesNothingTheSecondTime)
{
    for (const auto* text : {"a\xcc\x88\xcc\xa3o\xcc\x88", "\xf0\x9d\x85\xa0", "\xcd\x84"})
        EXPECT_EQ(composed(composed(text)), composed(text));
}

} // namespace postamt::text
