#include "load/fetch_tally.h"

#include <gtest/gtest.h>

namespace postamt::load {

namespace {

using imap::proto::ResponsePiece;
using Kind = ResponsePiece::Kind;

/// Gives the bytes of a server to the tally.
void hear(FetchTally& tally, std::string_view bytes)
{
    imap::proto::ResponseSplitter splitter({.response = 1000, .keptLiteral = 4});
    bool begins = true;
    while (const auto piece = splitter.next(bytes)) {
        tally.take({.piece = *piece, .begins = begins});
        begins = piece->kind == Kind::Response;
    }
}

} // namespace

TEST(FetchTally, CountsOneAnswerForEachMessage)
{
    FetchTally tally(2);
    hear(
        tally,
        "* 2 FETCH (UID 9 BODY[] {6}\r\nabcdef FLAGS ())\r\n* 5 EXISTS\r\n* 1 FETCH (FLAGS ())\r\n"
    );
    EXPECT_EQ(tally.count(), 2U);
    tally.finish();
}

TEST(FetchTallyDeathTest, FindsWhatIsWrong)
{
    FetchTally tally(2);
    hear(tally, "* 2 FETCH (FLAGS ())\r\n");
    const auto exits = testing::ExitedWithCode(1);
    EXPECT_EXIT(tally.finish(), exits, "1 answers for 2 messages");
    EXPECT_EXIT(hear(tally, "* 2 FETCH (FLAGS ())\r\n"), exits, "not one answer for each");
    EXPECT_EXIT(hear(tally, "* 3 FETCH (FLAGS ())\r\n"), exits, "not one answer for each");
    EXPECT_EXIT(hear(tally, "* 1 FETCH (FLAGS () BODY[] {6}\r\nabcdef\r\n"), exits, "not closed");
}

} // namespace postamt::load
