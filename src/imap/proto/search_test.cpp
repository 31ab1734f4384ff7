#include "imap/proto/esearch_response.h"
#include "imap/proto/parsed.h"
#include "imap/proto/search.h"

#include <chrono>

namespace postamt::imap::proto {

namespace {

// The tree in short: type numbers would say nothing, so what formatSearchKeys() writes, and the
// extents.
std::string tree(std::string_view command)
{
    const auto request = parsed(parseSearch, command);
    if (!request)
        return request.error().text;
    std::string out = written([&](Writer& w) { formatSearchKeys(w, request->keys); }) + ':';
    for (const auto& key : request->keys)
        out += ' ' + std::to_string(key.extent);
    return out;
}

} // namespace

TEST(SearchKeys, AreATreeInARow)
{
    EXPECT_EQ(tree("a search all"), "ALL: 2 1");
    EXPECT_EQ(tree("a search seen deleted"), "SEEN DELETED: 3 1 1");
    EXPECT_EQ(tree("a search not seen 1:3"), "NOT SEEN 1:3: 4 2 1 1");
    EXPECT_EQ(tree("a search or seen not deleted all"), "OR SEEN NOT DELETED ALL: 6 4 1 2 1 1");
    EXPECT_EQ(tree("a search (seen) draft"), "(SEEN) DRAFT: 4 2 1 1");
    EXPECT_EQ(
        tree("a search or (seen (draft)) or not (1 2) $ to x"),
        "OR (SEEN (DRAFT)) OR NOT (1 2) $ TO x: 13 11 4 1 2 1 6 4 3 1 1 1 1"
    );
    EXPECT_EQ(tree("a search ((((all))))"), "((((ALL)))): 6 5 4 3 2 1");
}

TEST(SearchKeys, HaveArguments)
{
    const auto request = parsed(
        parseSearch,
        "a search charset utf-8 subject {2}\r\n\xc3\xbc header X-A \"\" keyword $Junk larger 9 "
        "since 1-Feb-1994 uid 5:* "
        "modseq \"/flags/\\\\draft\" all 620162338 modseq 7"
    );
    ASSERT_TRUE(request) << request.error().text;
    EXPECT_EQ(request->charset, "UTF-8");
    ASSERT_EQ(request->keys.size(), 9U);
    EXPECT_EQ(request->keys[1].text, "\xc3\xbc");
    EXPECT_EQ(request->keys[2].name, "X-A");
    EXPECT_EQ(request->keys[2].text, "");
    EXPECT_EQ(request->keys[3].text, "$Junk");
    EXPECT_EQ(request->keys[4].number, 9U);
    EXPECT_EQ(request->keys[5].date, (Date{1994, 2, 1}));
    EXPECT_EQ(request->keys[6].set, *parseSequenceSet("5:*"));
    EXPECT_EQ(request->keys[7].name, "/flags/\\draft");
    EXPECT_EQ(request->keys[7].number, 620162338U);
    EXPECT_EQ(request->keys[8].number, 7U);
}

TEST(SearchKeys, AreAllKnown)
{
    const std::string all
        = "ALL ANSWERED BCC x BEFORE 1-Feb-1994 BODY x CC x DELETED DRAFT "
          "EMAILID M-1_x FLAGGED FROM x HEADER a x KEYWORD k "
          "LARGER 1 MODSEQ 1 NEW NOT OLD NOT OLDER 60 ON 1-Feb-1994 OR RECENT "
          "SAVEDATESUPPORTED OR SAVEDBEFORE 1-Feb-1994 "
          "SAVEDON 1-Feb-1994 SAVEDSINCE 1-Feb-1994 SEEN SENTBEFORE "
          "1-Feb-1994 SENTON 1-Feb-1994 "
          "SENTSINCE 1-Feb-1994 SINCE 1-Feb-1994 SMALLER 1 SUBJECT x TEXT x THREADID T9 TO x "
          "UID 1 UNANSWERED UNDELETED "
          "UNDRAFT UNFLAGGED UNKEYWORD k UNSEEN YOUNGER 4294967295 1,3:* $";
    const auto request = parsed(parseSearch, "a SEARCH " + all);
    ASSERT_TRUE(request) << request.error().text;
    EXPECT_EQ(written([&](Writer& w) { formatSearchKeys(w, request->keys); }), all);
}

TEST(SearchKeys, SayWhatTheyExpected)
{
    EXPECT_EQ(tree("a SEARCH"), "expected a search key such as SUBJECT after SEARCH");
    EXPECT_EQ(tree("a SEARCH FOO"), "expected a search key such as SUBJECT");
    EXPECT_EQ(tree("a SEARCH NOT"), "expected a search key such as SUBJECT after the search key");
    EXPECT_EQ(
        tree("a SEARCH OR SEEN"), "expected a space or a closing parenthesis after the search key"
    );
    EXPECT_EQ(tree("a SEARCH SUBJECT"), "expected a text to search for after the search key");
    EXPECT_EQ(
        tree("a SEARCH SEEN)"), "expected a space or the end of the command after the search key"
    );
    EXPECT_EQ(
        tree("a SEARCH (SEEN"), "expected a space or a closing parenthesis after the search key"
    );
    EXPECT_EQ(
        tree("a SEARCH SINCE 30-Feb-1994"),
        "expected a date such as 1-Feb-2024 after the search key"
    );
    for (const auto* text :
         {"a SEARCH ()",
          "a SEARCH ( SEEN)",
          "a SEARCH (SEEN )",
          "a SEARCH SEEN ",
          "a SEARCH OR SEEN  DRAFT",
          "a SEARCH (OR SEEN)",
          "a SEARCH NOT)",
          "a SEARCH 0",
          "a SEARCH UID",
          "a SEARCH KEYWORD \\Seen",
          "a SEARCH HEADER x",
          "a SEARCH LARGER -1",
          "a SEARCH OLDER",
          "a SEARCH OLDER 0",
          "a SEARCH YOUNGER 4294967296",
          "a SEARCH SAVEDON 60",
          "a SEARCH MODSEQ \"x\" foo 1",
          "a SEARCH CHARSET",
          "a SEARCH CHARSET UTF-8",
          "a SEARCH RETURN",
          "a SEARCH RETURN (FOO) ALL",
          "a SEARCH RETURN (ALL)"})
        EXPECT_NE(errorOf(parseSearch, text), "none") << text;
}

TEST(SearchKeys, HaveADepthLimit)
{
    for (const std::size_t depth : {49U, 50U, 51U, 100'000U}) {
        const auto lists = "a search " + std::string(depth, '(') + "all" + std::string(depth, ')');
        EXPECT_EQ(parsed(parseSearch, lists).has_value(), depth <= 50) << depth;
        std::string nots = "a search ";
        std::string ors = "a search ";
        for (std::size_t i = 0; i < depth; ++i) {
            nots += "not ";
            ors += "or all ";
        }
        EXPECT_EQ(parsed(parseSearch, nots + "all").has_value(), depth <= 50) << depth;
        EXPECT_EQ(parsed(parseSearch, ors + "all").has_value(), depth <= 50) << depth;
    }
    std::string flat = "a search";
    for (int i = 0; i < 1000; ++i)
        flat += " not (all)";
    EXPECT_TRUE(parsed(parseSearch, flat));
}

TEST(Search, HasResultOptions)
{
    EXPECT_FALSE(parsed(parseSearch, "a search all")->returns);
    EXPECT_TRUE(parsed(parseSearch, "a search return () all")->returns->all);
    const auto request
        = parsed(parseSearch, "a uid search return (min max count save all) charset us-ascii all");
    ASSERT_TRUE(request);
    EXPECT_EQ(
        request->returns,
        (SearchReturn{
            .all = true, .count = true, .max = true, .min = true, .save = true, .partial = {}
        })
    );
    EXPECT_EQ(request->charset, "US-ASCII");
}

TEST(Search, IsFormatted)
{
    for (const std::string text :
         {"SEARCH ALL",
          "SEARCH RETURN (COUNT MIN) CHARSET UTF-8 OR (SUBJECT \"a b\" NOT SEEN) 1:*",
          "SEARCH RETURN (SAVE) MODSEQ \"/flags/\\\\draft\" ALL 7 HEADER X \"\""}) {
        const auto request = parsed(parseSearch, "a " + text);
        ASSERT_TRUE(request) << text;
        EXPECT_EQ(written([&](Writer& w) { formatSearchRequest(w, *request); }), text);
    }
}

TEST(SearchResponse, HasNumbers)
{
    const std::vector<std::uint32_t> numbers{2, 84, 882};
    EXPECT_EQ(
        written([&](Writer& w) { formatSearchNumbers(w, numbers, {}); }), "* SEARCH 2 84 882\r\n"
    );
    EXPECT_EQ(
        written([&](Writer& w) { formatSearchNumbers(w, numbers, 917); }),
        "* SEARCH 2 84 882 (MODSEQ 917)\r\n"
    );
    EXPECT_EQ(written([&](Writer& w) { formatSearchNumbers(w, {}, 917); }), "* SEARCH\r\n");
}

TEST(PartialRange, CountsFromEitherEnd)
{
    const auto within = [](PartialRange range, std::size_t size) {
        const auto places = range.within(size);
        return std::pair(places.begin, places.end);
    };
    using Places = std::pair<std::size_t, std::size_t>;
    EXPECT_EQ(within({1, 3, false}, 5), Places(0, 3));
    EXPECT_EQ(within({3, 1, false}, 5), Places(0, 3));
    EXPECT_EQ(within({4, 9, false}, 5), Places(3, 5));
    EXPECT_EQ(within({6, 9, false}, 5), Places(5, 5));
    EXPECT_EQ(within({1, 2, true}, 5), Places(3, 5));
    EXPECT_EQ(within({4, 4294967295, true}, 5), Places(0, 2));
    EXPECT_EQ(within({6, 7, true}, 5), Places(0, 0));
    EXPECT_EQ(within({1, 1, true}, 0), Places(0, 0));
}

TEST(SearchReturn, IsReadAndWritten)
{
    for (const auto* text :
         {"SEARCH RETURN (ALL CONTEXT COUNT MAX MIN SAVE UPDATE) ALL",
          "SEARCH RETURN (COUNT PARTIAL 1:500) ALL",
          "SEARCH RETURN (PARTIAL -1:-100) ALL",
          "SEARCH RETURN (PARTIAL 5:3) ALL"}) {
        const auto request = parsed(parseSearch, std::string("a ") + text);
        ASSERT_TRUE(request) << text;
        EXPECT_EQ(written([&](Writer& w) { formatSearchRequest(w, *request); }), text);
    }
    for (const auto* options :
         {"PARTIAL",
          "PARTIAL 1",
          "PARTIAL 0:1",
          "PARTIAL 1:*",
          "PARTIAL -1:1",
          "PARTIAL 1:-1",
          "PARTIAL -0:-1",
          "PARTIAL 1:4294967296",
          "PARTIAL 1:2 PARTIAL 3:4",
          "ALL PARTIAL 1:2",
          "PARTIAL 1:2 ALL"})
        EXPECT_NE(
            errorOf(parseSearch, "a SEARCH RETURN (" + std::string(options) + ") ALL"), "none"
        ) << options;
}

TEST(Esearch, LeavesOutWhatIsNotThere)
{
    EsearchData data;
    data.tag = "a1";
    EXPECT_EQ(written([&](Writer& w) { formatEsearch(w, data); }), "* ESEARCH (TAG \"a1\")\r\n");
    data.all.emplace();
    data.count = 0;
    EXPECT_EQ(
        written([&](Writer& w) { formatEsearch(w, data); }), "* ESEARCH (TAG \"a1\") COUNT 0\r\n"
    );
    data.uid = true;
    data.min = 1;
    data.max = 9;
    data.count = 3;
    data.all = {9, 1, 2, 5, 4};
    data.modSeq = 7;
    EXPECT_EQ(
        written([&](Writer& w) { formatEsearch(w, data); }),
        "* ESEARCH (TAG \"a1\") UID MIN 1 MAX 9 COUNT 3 ALL 9,1:2,5,4 MODSEQ 7\r\n"
    );
    data = {};
    data.tag = "a2";
    data.partial = PartialRange{1, 500, true};
    EXPECT_EQ(
        written([&](Writer& w) { formatEsearch(w, data); }),
        "* ESEARCH (TAG \"a2\") PARTIAL (-1:-500 NIL)\r\n"
    );
    data.partialNumbers = {4, 5};
    EXPECT_EQ(
        written([&](Writer& w) { formatEsearch(w, data); }),
        "* ESEARCH (TAG \"a2\") PARTIAL (-1:-500 4:5)\r\n"
    );
    data.partial.reset();
    data.mailbox = "a b";
    data.uidValidity = 3;
    EXPECT_EQ(
        written([&](Writer& w) { formatEsearch(w, data); }),
        "* ESEARCH (TAG \"a2\" MAILBOX \"a b\" UIDVALIDITY 3)\r\n"
    );
    data.mailbox.reset();
    data.uid = true;
    data.removed = {
        {0, {7}}
    };
    data.added = {
        {1, {3, 2}},
        {5, {8, 9}}
    };
    EXPECT_EQ(
        written([&](Writer& w) { formatEsearch(w, data); }),
        "* ESEARCH (TAG \"a2\") UID REMOVEFROM (0 7) ADDTO (1 3,2 5 8:9)\r\n"
    );
}

} // namespace postamt::imap::proto
