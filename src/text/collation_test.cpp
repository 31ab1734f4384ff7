#include "text/collation.h"

#include <gtest/gtest.h>

namespace postamt::text {

TEST(Collation, takesNoNoticeOfCaseNorOfHowAnAccentIsWritten)
{
    EXPECT_EQ(collationKey("Apfel"), collationKey("aPFEL"));
    EXPECT_EQ(collationKey("\xc3\xa4pfel"), collationKey("A\xcc\x88PFEL"));
    EXPECT_EQ(collationKey("\xef\xac\x81x"), collationKey("\xef\xac\x81X"));
    EXPECT_NE(collationKey("\xc3\xa4"), collationKey("a"));
}

TEST(Collation, ordersAsRfc5051Does)
{
    // between the capital and the small letters of ASCII
    EXPECT_LT(collationKey("z"), collationKey("_"));
    EXPECT_LT(collationKey(""), collationKey("a"));
    EXPECT_LT(collationKey("a"), collationKey("B"));
    EXPECT_LT(collationKey("a"), collationKey("\xc3\xa4"));
    EXPECT_LT(collationKey("\xc3\xa4"), collationKey("b")); // decomposed: A and a mark
}

TEST(Collation, bearsAnyBytes)
{
    EXPECT_EQ(collationKey("\xff"), "\xef\xbf\xbd");
    std::string pile = "a";
    for (int i = 0; i < 100'000; ++i)
        pile += "\xcc\x88\xcc\xa7";
    EXPECT_LT(collationKey(pile).size(), 100U);
}

} // namespace postamt::text
