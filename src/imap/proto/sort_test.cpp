#include "imap/proto/parsed.h"
#include "imap/proto/sort.h"

namespace postamt::imap::proto {

TEST(Sort, isReadAndWritten)
{
    for (const auto* text :
         {"SORT (DATE) UTF-8 ALL",
          "SORT (REVERSE SUBJECT REVERSE SIZE ARRIVAL) US-ASCII UNSEEN FROM x",
          "SORT (CC DISPLAYFROM DISPLAYTO FROM TO) UTF-8 (SEEN)",
          "SORT RETURN (COUNT MIN) (TO) UTF-8 1:*"}) {
        const auto request = parsed(parseSort, std::string("a ") + text);
        ASSERT_TRUE(request) << text << request.error().text;
        EXPECT_EQ(written([&](Writer& w) { formatSortRequest(w, *request); }), text);
    }
    const auto request = parsed(parseSort, "a sort (reverse date cc) utf-8 seen");
    ASSERT_TRUE(request);
    const std::vector<SortCriterion> criteria{
        {SortKey::Date, true },
        {SortKey::Cc,   false}
    };
    EXPECT_EQ(request->criteria, criteria);
    EXPECT_EQ(request->search.charset, "UTF-8");
    EXPECT_EQ(request->search.keys.size(), 2U);
}

TEST(Sort, saysWhatItExpected)
{
    EXPECT_EQ(errorOf(parseSort, "a SORT (NAME) UTF-8 ALL"), "expected a sort key such as DATE");
    for (const auto* text :
         {"a SORT",
          "a SORT DATE UTF-8 ALL",
          "a SORT () UTF-8 ALL",
          "a SORT (REVERSE) UTF-8 ALL",
          "a SORT (REVERSE REVERSE DATE) UTF-8 ALL",
          "a SORT (DATE)",
          "a SORT (DATE) UTF-8",
          "a SORT (DATE) UTF-8 ",
          "a SORT (DATE CC UTF-8 ALL",
          "a SORT RETURN (DATE) UTF-8 ALL",
          "a SORT (DATE) RETURN (ALL) UTF-8 ALL"})
        EXPECT_NE(errorOf(parseSort, text), "none") << text;
}

TEST(Sort, hasAsManyKeysAsMakeSense)
{
    const auto with = [](std::size_t keys) {
        std::string list = "DATE";
        for (std::size_t i = 1; i < keys; ++i)
            list += " DATE";
        return errorOf(parseSort, "a SORT (" + list + ") UTF-8 ALL");
    };
    EXPECT_EQ(with(17), "none");
    EXPECT_EQ(with(18), "none");
    EXPECT_EQ(with(19), "expected fewer sort keys");
}

TEST(Sort, tellsNumbersInTheirOrder)
{
    const std::vector<std::uint32_t> numbers{5, 3, 4};
    EXPECT_EQ(written([&](Writer& w) { formatSortNumbers(w, numbers, {}); }), "* SORT 5 3 4\r\n");
    EXPECT_EQ(
        written([&](Writer& w) { formatSortNumbers(w, numbers, 7); }), "* SORT 5 3 4 (MODSEQ 7)\r\n"
    );
    EXPECT_EQ(written([&](Writer& w) { formatSortNumbers(w, {}, 7); }), "* SORT\r\n");
}

} // namespace postamt::imap::proto
