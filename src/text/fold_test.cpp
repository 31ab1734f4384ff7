#include "text/fold.h"

#include "text/utf8.h"

#include <gtest/gtest.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <random>

namespace postamt::text {

namespace {

/// What ICU makes of the text as a whole.
std::string foldedAsOne(std::string_view utf8)
{
    UErrorCode error = U_ZERO_ERROR;
    const auto* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(error);
    const std::string valid = repaired(utf8);
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    const icu::StringPiece piece(valid.data(), static_cast<std::int32_t>(valid.size()));
    normalizer->normalizeUTF8(0, piece, sink, nullptr, error);
    EXPECT_TRUE(U_SUCCESS(error));
    return out;
}

} // namespace

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

TEST(Fold, EveryCharacterIsWhatIcuMakesOfIt)
{
    for (char32_t codePoint = 1; codePoint < 0x3400; ++codePoint) {
        std::string text;
        appendCodePoint(text, codePoint);
        EXPECT_EQ(folded(text), foldedAsOne(text)) << "U+" << std::hex << std::uint32_t(codePoint);
        text = "A" + text + "Z";
        EXPECT_EQ(folded(text), foldedAsOne(text)) << "U+" << std::hex << std::uint32_t(codePoint);
    }
}

TEST(Fold, NeighboursActUponEachOtherAsInIcu)
{
    // letters that compose with what follows, marks of several classes, vowel signs and letters of
    // Hangul, half width voice marks, ignorables, what becomes several characters, ill-formed bytes
    const std::u32string characters
        = U"aAuUsS fi\u0301\u0308\u0323\u0327\u0345\u03b1\u0391\u03c2\u1f00\u00df\u00ad\u200b\u200d"
          U"\u00a0\u00bd\u2026\u0130\u0149\u0d47\u0d3e\u09c7\u09be\u0627\u0653\u1100\u1161\u11a8"
          U"\uac00\u304b\u3099\uff76\uff9e\ufb01\u4e00\u034f\u212b\u2126\U0001f600\U000110a5"
          U"\U000110ba";
    std::minstd_rand random(1);
    for (int i = 0; i < 50'000; ++i) {
        std::string text;
        for (auto left = 1 + random() % 12; left > 0; --left) {
            if (random() % 50 == 0)
                text += '\xc3';
            else
                appendCodePoint(text, characters[random() % characters.size()]);
        }
        ASSERT_EQ(folded(text), foldedAsOne(text)) << text;
    }
}

} // namespace postamt::text
