#include "imap/proto/parsed.h"
#include "imap/proto/status.h"

namespace postamt::imap::proto {

namespace {

constexpr const char* everything = "a STATUS x (APPENDLIMIT DELETED DELETED-STORAGE HIGHESTMODSEQ MAILBOXID "
                                   "MESSAGES RECENT SIZE UIDNEXT UIDVALIDITY UNSEEN)";

}

TEST(Status, HasAMailboxAndItems)
{
    const auto request = parsed(parseStatus, "a status inbox (unseen MESSAGES)");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->mailbox, "INBOX");
    EXPECT_EQ(request->items, (std::vector{StatusItem::Unseen, StatusItem::Messages}));
    EXPECT_EQ(parsed(parseStatus, everything)->items.size(), 11U);
}

TEST(Status, SaysWhatItExpected)
{
    EXPECT_EQ(errorOf(parseStatus, "a STATUS"), "expected a mailbox name after STATUS");
    EXPECT_EQ(
        errorOf(parseStatus, "a STATUS x"), "expected a list of status items after the mailbox name"
    );
    EXPECT_EQ(
        errorOf(parseStatus, "a STATUS x ()"),
        "expected a status item such as MESSAGES after the opening parenthesis"
    );
    EXPECT_EQ(errorOf(parseStatus, "a STATUS x (FOO)"), "expected a status item such as MESSAGES");
    EXPECT_EQ(
        errorOf(parseStatus, "a STATUS x (MESSAGES"),
        "expected a space or a closing parenthesis after the status item"
    );
    EXPECT_EQ(
        errorOf(parseStatus, "a STATUS x (MESSAGES) y"),
        "expected the end of the command after the closing parenthesis"
    );
}

TEST(Status, IsFormatted)
{
    const auto request = parsed(parseStatus, everything);
    EXPECT_EQ("a " + written([&](Writer& w) { formatStatusRequest(w, *request); }), everything);
    const StatusData data{1, 2, 10, 3, "F1-9", 4, 5, 6, 7, 8, 9};
    EXPECT_EQ(
        written([&](Writer& w) { formatStatusData(w, *request, data); }),
        "* STATUS x (APPENDLIMIT 1 DELETED 2 DELETED-STORAGE 10 HIGHESTMODSEQ 3 MAILBOXID (F1-9) MESSAGES 4 RECENT 5 "
        "SIZE 6 UIDNEXT 7 "
        "UIDVALIDITY 8 UNSEEN 9)\r\n"
    );
}

} // namespace postamt::imap::proto
