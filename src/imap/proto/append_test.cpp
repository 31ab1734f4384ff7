#include "imap/proto/append.h"
#include "imap/proto/parsed.h"
#include "imap/proto/splitter.h"

namespace postamt::imap::proto {

namespace {

Result<AppendMessage> next(std::string_view text, bool utf8 = false)
{
    Lexer lexer(text);
    AppendMessage before;
    before.utf8 = utf8;
    return parseNextAppend(lexer, before);
}

bool endsWell(std::string_view text, bool utf8)
{
    Lexer lexer(text);
    AppendMessage before;
    before.utf8 = utf8;
    return parseAppendEnd(lexer, before).has_value();
}

} // namespace

TEST(Append, HasAMailboxAndAMessage)
{
    const auto bare = parsed(parseAppend, "a append inbox {310}\r\n");
    ASSERT_TRUE(bare);
    EXPECT_EQ(bare->mailbox, "INBOX");
    EXPECT_TRUE(bare->first.flags.empty());
    EXPECT_FALSE(bare->first.internalDate);
    EXPECT_EQ(bare->first.literal, (LiteralHeader{310, true, false}));
    const auto full = parsed(
        parseAppend,
        "a append {1}\r\nx (\\Seen \\Recent work) \"17-Jul-1996 02:44:25 -0700\" UTF8 (~{5+}\r\n"
    );
    ASSERT_TRUE(full);
    EXPECT_EQ(full->first.flags, (std::vector<std::string>{"\\Seen", "work"}));
    EXPECT_EQ(full->first.internalDate->zone, -420);
    EXPECT_TRUE(full->first.utf8);
    EXPECT_EQ(full->first.literal, (LiteralHeader{5, false, true}));
    EXPECT_TRUE(parsed(parseAppend, "a append x () ~{5}\r\n")->first.literal.binary);
}

TEST(Append, MayHaveMoreMessages)
{
    EXPECT_EQ(next(" (\\Draft) {7}\r\n")->literal.size, 7U);
    EXPECT_EQ(next(") {7}\r\n", true)->literal.size, 7U);
    EXPECT_FALSE(next(") {7}\r\n"));
    EXPECT_FALSE(next(" {7}\r\n", true));
    EXPECT_FALSE(next("{7}\r\n"));
    EXPECT_TRUE(endsWell("", false));
    EXPECT_TRUE(endsWell(")", true));
    EXPECT_FALSE(endsWell("", true));
    EXPECT_FALSE(endsWell(")", false));
    EXPECT_FALSE(endsWell(" ", false));
}

TEST(Append, SaysWhatItExpected)
{
    EXPECT_EQ(errorOf(parseAppend, "a APPEND"), "expected a mailbox name after APPEND");
    EXPECT_EQ(
        errorOf(parseAppend, "a APPEND x"), "expected a message as a literal after the mailbox name"
    );
    EXPECT_EQ(
        errorOf(parseAppend, "a APPEND x \"hello\""),
        "expected a date and time such as \"17-Jul-2024 02:44:25 -0700\" after the mailbox name"
    );
    EXPECT_EQ(
        errorOf(parseAppend, "a APPEND x UTF8 ({5}\r\n"), "expected a literal8 (~{size}) after UTF8"
    );
    EXPECT_EQ(
        errorOf(parseAppend, "a APPEND x {5}\r\nhello"),
        "expected the end of the command after the message as a literal"
    );
    EXPECT_EQ(
        errorOf(parseAppend, "a APPEND x (\\Foo) {5}\r\n"),
        "expected a flag: \\Seen, \\Answered, \\Flagged, \\Deleted, \\Draft or a keyword"
    );
}

// The pieces of the splitter are what the parsers want.
TEST(Append, FitsTheSplitter)
{
    Splitter splitter(SplitterLimits::afterLogin(1000));
    splitter.feed("a append {5+}\r\ninbox (\\Seen) UTF8 (~{2+}\r\nhi) {3+}\r\nyou\r\n");
    auto piece = splitter.next();
    ASSERT_EQ(piece->kind, Piece::Kind::BodyBegin);
    const auto request = parsed(parseAppend, piece->text);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->first.literal, piece->literal);
    splitter.next();
    splitter.next();
    piece = splitter.next();
    ASSERT_EQ(piece->kind, Piece::Kind::BodyBegin);
    Lexer lexer(piece->text);
    const auto second = parseNextAppend(lexer, request->first);
    ASSERT_TRUE(second);
    splitter.next();
    splitter.next();
    piece = splitter.next();
    ASSERT_EQ(piece->kind, Piece::Kind::Tail);
    Lexer tail(piece->text);
    EXPECT_TRUE(parseAppendEnd(tail, *second));
}

} // namespace postamt::imap::proto
