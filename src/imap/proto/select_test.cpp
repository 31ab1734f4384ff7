#include "imap/proto/parsed.h"
#include "imap/proto/select.h"

namespace postamt::imap::proto {

TEST(Select, HasAMailbox)
{
    const auto request = parsed(parseSelect, "a select inbox");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->mailbox, "INBOX");
    EXPECT_FALSE(request->condstore);
    EXPECT_FALSE(request->qresync);
}

TEST(Select, HasParameters)
{
    EXPECT_TRUE(parsed(parseSelect, "a select x (condstore)")->condstore);
    const auto request = parsed(
        parseSelect,
        "a select x (CONDSTORE QRESYNC (67890007 20050715194045000 41,43:211 (1:3,5 4,7:9)))"
    );
    ASSERT_TRUE(request);
    EXPECT_TRUE(request->condstore);
    const QresyncParameters expected{
        67890007,
        20050715194045000,
        parseSequenceSet("41,43:211"),
        SequenceMatch{*parseSequenceSet("1:3,5"), *parseSequenceSet("4,7:9")}
    };
    EXPECT_EQ(request->qresync, expected);
    EXPECT_FALSE(parsed(parseSelect, "a select x (QRESYNC (1 2))")->qresync->knownUids);
    EXPECT_TRUE(parsed(parseSelect, "a select x (QRESYNC (1 2 (1 5)))")->qresync->match);
}

TEST(Select, SaysWhatItExpected)
{
    EXPECT_EQ(errorOf(parseSelect, "a SELECT"), "expected a mailbox name after SELECT");
    EXPECT_EQ(
        errorOf(parseSelect, "a SELECT x y"), "expected a list of parameters after the mailbox name"
    );
    EXPECT_EQ(
        errorOf(parseSelect, "a SELECT x (FOO)"),
        "expected CONDSTORE or QRESYNC after the opening parenthesis"
    );
    EXPECT_EQ(errorOf(parseSelect, "a SELECT x (QRESYNC (0 1))"), "expected a number above zero");
    EXPECT_EQ(
        errorOf(parseSelect, "a SELECT x (QRESYNC (1 1 1:*))"),
        "expected numbers only in a set of UIDs"
    );
    EXPECT_EQ(
        errorOf(parseSelect, "a SELECT x (QRESYNC (1 1 (1:2 5)))"),
        "expected as many UIDs as message numbers"
    );
    for (const auto* text :
         {"a SELECT x ()",
          "a SELECT x (QRESYNC)",
          "a SELECT x (QRESYNC (1 2)",
          "a SELECT x (QRESYNC (1 2 $))",
          "a SELECT x (QRESYNC (1 2 3 (1 2) 4))",
          "a SELECT x (QRESYNC (1 2) QRESYNC (1 2))"})
        EXPECT_NE(errorOf(parseSelect, text), "none") << text;
}

TEST(Select, IsFormatted)
{
    for (const std::string text :
         {"SELECT INBOX",
          "SELECT x (CONDSTORE)",
          "SELECT x (QRESYNC (1 2))",
          "SELECT x (CONDSTORE QRESYNC (1 2 3:4 (1 9)))"}) {
        const auto request = parsed(parseSelect, "a " + text);
        ASSERT_TRUE(request) << text;
        EXPECT_EQ(written([&](Writer& w) { formatSelectRequest(w, *request); }), text);
    }
}

TEST(Select, IsAnswered)
{
    SelectData data;
    data.flags = {"\\Seen", "Work"};
    data.permanentFlags = {"\\Seen", "\\*"};
    data.exists = 3;
    data.uidValidity = 7;
    data.uidNext = 9;
    EXPECT_EQ(
        written([&](Writer& w) { formatSelectData(w, data); }),
        "* FLAGS (\\Seen Work)\r\n"
        "* OK [PERMANENTFLAGS (\\Seen \\*)] Flags that can be changed\r\n"
        "* 3 EXISTS\r\n"
        "* OK [UIDVALIDITY 7] UIDs are valid\r\n"
        "* OK [UIDNEXT 9] Predicted next UID\r\n"
        "* OK [NOMODSEQ] No mod-sequences here\r\n"
    );
    data.recent = 1;
    data.firstUnseen = 2;
    data.highestModSeq = 11;
    const auto text = written([&](Writer& w) { formatSelectData(w, data); });
    EXPECT_NE(text.find("* 1 RECENT\r\n"), std::string::npos);
    EXPECT_NE(text.find("[UNSEEN 2]"), std::string::npos);
    EXPECT_NE(text.find("[HIGHESTMODSEQ 11]"), std::string::npos);
}

} // namespace postamt::imap::proto
