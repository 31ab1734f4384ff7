#include "imap/proto/comparator.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(Comparator, IsAskedForOrNamed)
{
    EXPECT_EQ(parsed(parseComparator, "a COMPARATOR")->orders.size(), 0U);
    EXPECT_EQ(
        parsed(parseComparator, "a comparator \"cz;*\" i;octet -default {2+}\r\n+*")->orders,
        (std::vector<ComparatorOrder>{
            {false, "cz;*"}, {false, "i;octet"}, {true, "default"}, {false, "*"}
        })
    );
}

TEST(Comparator, HasAForm)
{
    constexpr auto message = "expected a comparator such as i;octet";
    EXPECT_EQ(
        errorOf(parseComparator, "a COMPARATOR "), std::string(message) + " after COMPARATOR"
    );
    for (const auto* text : {"\"\"", "\"-\"", "\"--a\"", "\"**\"", "\"i;**\"", "1;a", "i;a_b",
                             "\"i; a\"", "\"+-a\"", ";a"})
        EXPECT_EQ(errorOf(parseComparator, std::string("a COMPARATOR ") + text), message) << text;
    EXPECT_NE(errorOf(parseComparator, "a COMPARATOR i;* x"), "none"); // "*" is for strings only
    EXPECT_NE(errorOf(parseComparator, "a COMPARATOR a  b"), "none");
    const auto of = [](std::size_t size) { return "a COMPARATOR " + std::string(size, 'a'); };
    EXPECT_EQ(parsed(parseComparator, of(254))->orders[0].pattern.size(), 254U);
    EXPECT_EQ(parsed(parseComparator, of(255))->orders[0].pattern.size(), 255U);
    EXPECT_EQ(errorOf(parseComparator, of(256)), message);
}

TEST(Comparator, IsWritten)
{
    const ComparatorRequest request{{{true, "i;octet"}, {false, "i;*"}}};
    EXPECT_EQ(
        written([&](Writer& w) { formatComparatorRequest(w, request); }),
        "COMPARATOR -i;octet \"i;*\""
    );
    EXPECT_EQ(
        written([](Writer& w) { formatComparator(w, "-i;octet", {"i;octet"}); }),
        "* COMPARATOR -i;octet\r\n"
    );
    EXPECT_EQ(
        written([](Writer& w) { formatComparator(w, "a", {"a", "b"}); }),
        "* COMPARATOR a (a b)\r\n"
    );
}

} // namespace postamt::imap::proto
