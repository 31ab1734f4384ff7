#include "imap/comparator.h"

#include <gtest/gtest.h>

namespace postamt::imap {
namespace {

/// "ACTIVE: MATCHING ..."
std::string chosen(const std::vector<proto::ComparatorOrder>& wishes)
{
    const auto choice = chooseComparator(wishes);
    if (!choice)
        return "none";
    std::string out = choice->active.name() + ':';
    for (const auto name : choice->matching)
        out += ' ' + std::string(name);
    return out;
}

TEST(Comparator, IsTheFirstThatIsKnown)
{
    EXPECT_EQ(Comparator().name(), "i;unicode-casemap");
    EXPECT_EQ(chosen({{false, "i;octet"}}), "i;octet: i;octet");
    EXPECT_EQ(chosen({{false, "I;Octet"}}), "i;octet: i;octet");
    EXPECT_EQ(chosen({{true, "i;octet"}}), "-i;octet: i;octet");
    EXPECT_EQ(chosen({{false, "cz;*"}, {false, "i;ascii-casemap"}}), "i;ascii-casemap: i;ascii-casemap");
    EXPECT_EQ(chosen({{false, "i;octet"}, {true, "default"}}), "i;octet: i;octet i;unicode-casemap");
    EXPECT_EQ(chosen({{false, "default"}}), "i;unicode-casemap: i;unicode-casemap");
    EXPECT_EQ(chosen({{false, "i;basic"}, {false, "cz;*"}}), "none");
    EXPECT_EQ(chosen({}), "none");
}

TEST(Comparator, MatchesPatterns)
{
    const std::string all = "i;unicode-casemap: i;unicode-casemap i;ascii-casemap i;octet";
    for (const auto* pattern : {"*", "i;*", "*;*", "I*", "*i*"})
        EXPECT_EQ(chosen({{false, pattern}}), all) << pattern;
    EXPECT_EQ(
        chosen({{false, "*-casemap"}}), "i;unicode-casemap: i;unicode-casemap i;ascii-casemap"
    );
    EXPECT_EQ(chosen({{false, "*o*t*e*t"}}), "i;octet: i;octet");
    EXPECT_EQ(chosen({{false, "i;octet*"}}), "i;octet: i;octet");
    EXPECT_EQ(chosen({{false, "*octet*octet"}}), "none");
    EXPECT_EQ(chosen({{false, "i;octet*t"}}), "none");
    EXPECT_EQ(chosen({{false, "i;oct"}}), "none");
    EXPECT_EQ(chosen({{false, "*" + std::string(200, 'i') + '*'}}), "none");
}

} // namespace
} // namespace postamt::imap
