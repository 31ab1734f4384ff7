#include "imap/proto/parsed.h"
#include "imap/proto/thread.h"

namespace postamt::imap::proto {

namespace {

constexpr auto none = ThreadNode::none;

std::string threads(const std::vector<ThreadNode>& nodes, std::uint32_t first = 0)
{
    return written([&](Writer& w) { formatThreads(w, nodes, first); });
}

} // namespace

TEST(Thread, isReadAndWritten)
{
    for (const auto* text :
         {"THREAD ORDEREDSUBJECT UTF-8 ALL",
          "THREAD REFERENCES US-ASCII SINCE 5-Mar-2000",
          "THREAD REFS UTF-8 NOT DELETED"}) {
        const auto request = parsed(parseThread, std::string("a ") + text);
        ASSERT_TRUE(request) << text;
        EXPECT_EQ(written([&](Writer& w) { formatThreadRequest(w, *request); }), text);
    }
    EXPECT_EQ(
        errorOf(parseThread, "a THREAD JWZ UTF-8 ALL"),
        "expected ORDEREDSUBJECT, REFERENCES or REFS"
    );
    for (const auto* text :
         {"a THREAD", "a THREAD REFS", "a THREAD REFS UTF-8", "a THREAD (REFS) UTF-8 ALL"})
        EXPECT_NE(errorOf(parseThread, text), "none") << text;
}

TEST(Thread, tellsThreads)
{
    EXPECT_EQ(threads({}, none), "* THREAD\r\n");
    EXPECT_EQ(
        threads({
            {2, none, none}
    }),
        "* THREAD (2)\r\n"
    );
    // (2)(3 6 (4 23)(44 7 96))
    const std::vector<ThreadNode> nodes{
        {2,  none, 1   },
        {3,  2,    none},
        {6,  3,    none},
        {4,  4,    5   },
        {23, none, none},
        {44, 6,    none},
        {7,  7,    none},
        {96, none, none},
    };
    EXPECT_EQ(threads(nodes), "* THREAD (2)(3 6 (4 23)(44 7 96))\r\n");
    // the first message of the thread is missing
    const std::vector<ThreadNode> missing{
        {0, 1,    none},
        {3, none, 2   },
        {5, none, none},
    };
    EXPECT_EQ(threads(missing), "* THREAD ((3)(5))\r\n");
}

TEST(Thread, maybeVeryDeep)
{
    std::vector<ThreadNode> nodes;
    for (std::uint32_t i = 0; i < 200'000; i += 2) {
        nodes.push_back({i + 1, i + 2, none});
        nodes.push_back({i + 2, none, none});
        nodes.back().nextSibling = none;
        nodes[i].firstChild = i + 1;
        nodes[i + 1].nextSibling = i + 2 < 200'000 ? i + 2 : none;
    }
    EXPECT_GT(threads(nodes).size(), 1'000'000U);
}

} // namespace postamt::imap::proto
