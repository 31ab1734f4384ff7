#include "load/search_hits.h"

#include <gtest/gtest.h>

namespace postamt::load {

TEST(SearchHits, CountsTheNumbersOfAnAnswer)
{
    EXPECT_EQ(searchHits("* SEARCH"), 0U);
    EXPECT_EQ(searchHits("* SEARCH "), 0U);
    EXPECT_EQ(searchHits("* SEARCH 7"), 1U);
    EXPECT_EQ(searchHits("* SEARCH 2 84 882"), 3U);
    EXPECT_EQ(searchHits("* SEARCH 2 5 (MODSEQ 917)"), 2U);
    EXPECT_EQ(searchHits("* 3 EXISTS"), std::nullopt);
}

} // namespace postamt::load
