#include "imap/proto/append.h"
#include "imap/proto/parsed.h"
#include "imap/proto/splitter.h"

#include <initializer_list>

namespace postamt::imap::proto {

namespace {

using enum AppendStep::Kind;

Result<AppendRequest> begin(Lexer& lexer)
{
    return AppendParser().append(lexer, false);
}

Result<AppendRequest> whole(Lexer& lexer)
{
    return AppendParser().append(lexer, true);
}

Result<ReplaceRequest> beginReplace(Lexer& lexer)
{
    return AppendParser().replace(lexer, false);
}

/// The kinds of steps as letters: "MULE" is a message of a URL and a literal.
std::string kinds(const std::vector<AppendStep>& steps)
{
    std::string out;
    for (const auto& step : steps)
        out += "MULE"[static_cast<std::size_t>(step.kind)];
    return out;
}

/// The kinds of steps of texts that are cut at bodies, divided by bars, or why there are none.
std::string kindsOf(std::initializer_list<std::string_view> texts)
{
    AppendParser parser;
    std::string out;
    std::size_t left = texts.size();
    for (const auto text : texts) {
        --left;
        Lexer lexer(text);
        std::vector<AppendStep> steps;
        if (out.empty()) {
            auto request = parser.append(lexer, left == 0);
            if (!request)
                return request.error().text;
            steps = std::move(request->steps);
        } else {
            auto next = parser.next(lexer, left == 0);
            if (!next)
                return next.error().text;
            steps = std::move(*next);
            out += '|';
        }
        out += kinds(steps);
    }
    return out;
}

} // namespace

TEST(Append, HasAMailboxAndAMessage)
{
    const auto bare = parsed(begin, "a append inbox {310}\r\n");
    ASSERT_TRUE(bare);
    EXPECT_EQ(bare->mailbox, "INBOX");
    ASSERT_EQ(kinds(bare->steps), "ML");
    EXPECT_TRUE(bare->steps[0].flags.empty());
    EXPECT_FALSE(bare->steps[0].internalDate);
    EXPECT_EQ(bare->steps[1].literal, (LiteralHeader{310, true, false}));
    const auto full = parsed(
        begin,
        "a append {1}\r\nx (\\Seen \\Recent work) \"17-Jul-1996 02:44:25 -0700\" UTF8 (~{5+}\r\n"
    );
    ASSERT_TRUE(full);
    EXPECT_EQ(full->steps[0].flags, (std::vector<std::string>{"\\Seen", "work"}));
    EXPECT_EQ(full->steps[0].internalDate->zone, -420);
    EXPECT_EQ(full->steps[1].literal, (LiteralHeader{5, false, true}));
    EXPECT_TRUE(parsed(begin, "a append x () ~{5}\r\n")->steps[1].literal.binary);
}

TEST(Append, MayHaveMoreMessages)
{
    EXPECT_EQ(kindsOf({" x {1}\r\n", ""}), "ML|E");
    EXPECT_EQ(kindsOf({" x {1}\r\n", " (\\Draft) {7}\r\n", ""}), "ML|EML|E");
    EXPECT_EQ(kindsOf({" x UTF8 (~{1}\r\n", ") {7}\r\n", ""}), "ML|EML|E");
    EXPECT_EQ(kindsOf({" x UTF8 (~{1}\r\n", ")"}), "ML|E");
    for (const auto* text : {")", " ", "x", " {7}"})
        EXPECT_TRUE(kindsOf({" x {1}\r\n", text}).starts_with("expected")) << text;
    EXPECT_TRUE(kindsOf({" x {1}\r\n", "{7}\r\n", ""}).starts_with("expected"));
    EXPECT_TRUE(kindsOf({" x UTF8 (~{1}\r\n", ""}).starts_with("expected"));
    EXPECT_TRUE(kindsOf({" x UTF8 (~{1}\r\n", " {7}\r\n", ""}).starts_with("expected"));
}

TEST(Append, MayBePutTogether)
{
    EXPECT_EQ(kindsOf({" x CATENATE (URL /a URL \"/b\")"}), "MUUE");
    EXPECT_EQ(kindsOf({" x () CATENATE (TEXT {1}\r\n", ")"}), "ML|E");
    EXPECT_EQ(
        kindsOf({" x CATENATE (URL a TEXT {1}\r\n", " URL b TEXT ~{2}\r\n", " URL c)"}), "MUL|UL|UE"
    );
    EXPECT_EQ(kindsOf({" x CATENATE (UTF8 (~{1}\r\n", ") URL c)"}), "ML|UE");
    EXPECT_EQ(
        kindsOf({" x CATENATE (URL a) (\\Seen) CATENATE (URL b TEXT {1}\r\n", ") {3}\r\n", ""}),
        "MUEMUL|EML|E"
    );
    const auto request = parsed(whole, "a APPEND x CATENATE (URL {4}\r\n/a b)");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->steps[1].url, "/a b");
    for (const auto* text :
         {" x CATENATE ()",
          " x CATENATE (URL)",
          " x CATENATE (URL a",
          " x CATENATE URL a",
          " x CATENATE (TEXT x)",
          " x CATENATE (URL a) ",
          " x CATENATE (HTML a)"})
        EXPECT_TRUE(kindsOf({text}).starts_with("expected")) << text;
    EXPECT_TRUE(kindsOf({" x CATENATE (TEXT {1}\r\n", ""}).starts_with("expected"));
    EXPECT_TRUE(kindsOf({" x CATENATE (TEXT {1}\r\n", " )"}).starts_with("expected"));
    EXPECT_TRUE(kindsOf({" x CATENATE (TEXT {1}\r\n", "URL a)"}).starts_with("expected"));
    EXPECT_TRUE(kindsOf({" x CATENATE (UTF8 (~{1}\r\n", ")"}).starts_with("expected"));
}

TEST(Replace, HasAMessageAMailboxAndAMessage)
{
    const auto request = parsed(beginReplace, "a REPLACE 4 Drafts (\\Draft) {310}\r\n");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->message, 4U);
    EXPECT_EQ(request->mailbox, "Drafts");
    EXPECT_EQ(kinds(request->steps), "ML");
    const auto star = parsed(beginReplace, "a REPLACE * x CATENATE (URL a TEXT {3}\r\n");
    ASSERT_TRUE(star);
    EXPECT_EQ(star->message, SequenceSet::star);
    EXPECT_EQ(kinds(star->steps), "MUL");
    for (const auto* text :
         {"a REPLACE",
          "a REPLACE 4",
          "a REPLACE 0 x {1}\r\n",
          "a REPLACE 1:2 x {1}\r\n",
          "a REPLACE x {1}\r\n",
          "a REPLACE $ x {1}\r\n",
          "a REPLACE 4 x"})
        EXPECT_TRUE(errorOf(beginReplace, text).starts_with("expected")) << text;
}

TEST(Replace, HasOneMessageOnly)
{
    AppendParser parser;
    Lexer first(" 1 x {1}\r\n");
    ASSERT_TRUE(parser.replace(first, false));
    auto more = parser;
    Lexer second(" {1}\r\n");
    EXPECT_FALSE(more.next(second, false));
    Lexer end("");
    const auto steps = parser.next(end, true);
    ASSERT_TRUE(steps);
    EXPECT_EQ(kinds(*steps), "E");
    AppendParser urls;
    Lexer two(" 1 x CATENATE (URL a) CATENATE (URL b)");
    EXPECT_FALSE(urls.replace(two, true));
}

TEST(Append, SaysWhatItExpected)
{
    EXPECT_EQ(errorOf(whole, "a APPEND"), "expected a mailbox name after APPEND");
    EXPECT_EQ(
        errorOf(whole, "a APPEND x"), "expected a message as a literal after the mailbox name"
    );
    EXPECT_EQ(
        errorOf(whole, "a APPEND x \"hello\""),
        "expected a date and time such as \"17-Jul-2024 02:44:25 -0700\" after the mailbox name"
    );
    EXPECT_EQ(
        errorOf(begin, "a APPEND x UTF8 ({5}\r\n"), "expected a literal8 (~{size}) after UTF8"
    );
    EXPECT_EQ(
        errorOf(whole, "a APPEND x {5}\r\nhello"),
        "expected the end of the command after the message as a literal"
    );
    EXPECT_EQ(
        errorOf(begin, "a APPEND x (\\Foo) {5}\r\n"),
        "expected a flag: \\Seen, \\Answered, \\Flagged, \\Deleted, \\Draft or a keyword"
    );
}

// The pieces of the splitter are what the parser wants.
TEST(Append, FitsTheSplitter)
{
    const std::pair<std::string_view, std::string_view> commands[] = {
        {"a append {5+}\r\ninbox (\\Seen) UTF8 (~{2+}\r\nhi) {3+}\r\nyou\r\n",               "ML|EML|E"},
        {"a append x CATENATE (URL {2+}\r\n/a TEXT {2+}\r\nhi URL {3+}\r\n/bc)\r\n",         "MUL|UE"  },
        {"a append {1+}\r\nx catenate (url {2+}\r\n/a) CATENATE (TEXT {2}\r\nhi URL b)\r\n",
         "MUEML|UE"                                                                                    },
        {"a append URL {3+}\r\nurl\r\n",                                                     "ML|E"    },
        {"a append x CATENATE (URL {1+}\r\na)\r\n",                                          "MUE"     },
    };
    for (const auto& [command, expected] : commands) {
        Splitter splitter(SplitterLimits::afterLogin(1000));
        splitter.feed(command);
        AppendParser parser;
        std::string got;
        bool isFirst = true;
        while (auto piece = splitter.next()) {
            const bool isText = piece->kind == Piece::Kind::BodyBegin
                || piece->kind == Piece::Kind::Tail || piece->kind == Piece::Kind::Command;
            if (!isText)
                continue;
            const bool isLast = piece->kind != Piece::Kind::BodyBegin;
            Result<std::vector<AppendStep>> steps;
            if (isFirst) {
                auto line = parseCommandLine(piece->text);
                ASSERT_TRUE(line);
                auto request = parser.append(line->arguments, isLast);
                ASSERT_TRUE(request) << request.error().text;
                steps = std::move(request->steps);
            } else {
                Lexer lexer(piece->text);
                steps = parser.next(lexer, isLast);
                ASSERT_TRUE(steps) << steps.error().text;
            }
            got += (isFirst ? "" : "|") + kinds(*steps);
            isFirst = false;
        }
        EXPECT_EQ(got, expected) << command;
    }
}

} // namespace postamt::imap::proto
