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

TEST(Collation, foldsAsciiLettersOnlyByAsciiCasemap)
{
    constexpr auto ascii = Collation::AsciiCasemap;
    EXPECT_EQ(collationKey("Apfel", ascii), collationKey("aPFEL", ascii));
    EXPECT_NE(collationKey("\xc3\xa4", ascii), collationKey("\xc3\x84", ascii));
    EXPECT_NE(collationKey("\xc3\xa4", ascii), collationKey("a\xcc\x88", ascii));
    // small letters stand where the capitals do
    EXPECT_LT(collationKey("z", ascii), collationKey("_", ascii));
    EXPECT_LT(collationKey("z", ascii), collationKey("\xc3\xa4", ascii));
    EXPECT_EQ(collationKey("a\xffZ", ascii), "A\xffZ");
}

TEST(Collation, leavesTextsAsTheyAreByOctet)
{
    constexpr auto octet = Collation::Octet;
    EXPECT_NE(collationKey("Apfel", octet), collationKey("apfel", octet));
    EXPECT_LT(collationKey("Z", octet), collationKey("a", octet));
    EXPECT_LT(collationKey("_", octet), collationKey("z", octet));
    EXPECT_EQ(collationKey("a\xff", octet), "a\xff");
}

TEST(Collation, searchesInTheSameForm)
{
    const std::string text = "Gr\xc3\xbc\xc3\x9f" "e";
    EXPECT_EQ(searchForm(text, Collation::UnicodeCasemap), "gr\xc3\xbcsse");
    EXPECT_EQ(searchForm(text, Collation::AsciiCasemap), "GR\xc3\xbc\xc3\x9f" "E");
    EXPECT_EQ(searchForm(text, Collation::Octet), text);
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
