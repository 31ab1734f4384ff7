#include "text/fold.h"

#include <gtest/gtest.h>

namespace postamt::text {

TEST(Fold, CaseAndFormDoNotMatter)
{
    EXPECT_EQ(folded("Subject: RE"), "subject: re");
    EXPECT_EQ(
        folded("STRASSE"),
        folded("Stra\xc3\x9f"
               "e")
    );
    EXPECT_EQ(folded("M\xc3\x9cLLER"), folded("mu\xcc\x88ller"));
    EXPECT_EQ(folded("\xef\xbc\xa1\xef\xac\x81"), "afi"); // full width A, ligature fi
    EXPECT_EQ(
        folded("a\xc2\xa0"
               "b"),
        "a b"
    ); // no-break space
    EXPECT_EQ(
        folded("Donau\xc2\xad"
               "dampf"),
        "donaudampf"
    ); // soft hyphen
    EXPECT_EQ(folded("\xce\x9f\xce\xa3"), folded("\xce\xbf\xcf\x82")); // final sigma
}

TEST(Fold, AnAccentIsPartOfItsLetter)
{
    EXPECT_EQ(folded("M\xc3\xbcller").find(folded("Mu")), std::string::npos);
}

TEST(Fold, BrokenTextIsRepairedAndNulIsKept)
{
    EXPECT_EQ(folded("A\xff"), "a\xef\xbf\xbd");
    EXPECT_EQ(folded(std::string_view("A\0B", 3)), std::string_view("a\0b", 3));
}

TEST(Fold, ALetterCarriesThirtyMarks)
{
    const auto piled = [](std::size_t count) {
        std::string text = "x"; // it has no composed forms
        for (std::size_t i = 0; i < count; ++i)
            text += "\xcc\xa3"; // dot below
        return text;
    };
    EXPECT_EQ(folded(piled(29)), piled(29));
    EXPECT_EQ(folded(piled(30)), piled(30));
    EXPECT_EQ(folded(piled(31)), piled(30));
    EXPECT_EQ(folded(piled(5000) + "Y" + piled(31)), piled(30) + "y" + piled(30));
    // what becomes a mark counts, and what becomes nothing hides none
    const auto mixed = folded("x" + [] {
        std::string text;
        for (int i = 0; i < 1000; ++i)
            text += "\xef\xbe\x9e\xcd\x8f\xcc\x88"; // half width voice mark, grapheme joiner,
                                                    // diaeresis
        return text;
    }());
    EXPECT_LE(mixed.size(), 1 + 30 * 3U);
    EXPECT_EQ(folded(mixed), mixed);
}

} // namespace postamt::text
