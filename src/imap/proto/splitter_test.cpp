#include "imap/proto/splitter.h"

#include <gtest/gtest.h>

#include <vector>

namespace postamt::imap::proto {

namespace {

constexpr std::uint64_t messageLimit = 1000;

std::string describe(const Piece& piece)
{
    switch (piece.kind) {
    case Piece::Kind::Command:
        return "command <" + piece.text + ">";
    case Piece::Kind::Continue:
        return "continue";
    case Piece::Kind::BodyBegin:
        return "body <" + piece.text + ">";
    case Piece::Kind::BodyBytes:
        return "bytes <" + std::string(piece.bytes) + ">";
    case Piece::Kind::BodyEnd:
        return "end";
    case Piece::Kind::Tail:
        return "tail <" + piece.text + ">";
    case Piece::Kind::Line:
        return "line <" + piece.text + ">";
    case Piece::Kind::Refused:
        return (piece.fatal ? "fatal <" : "refused <") + piece.text.substr(0, 2) + "> "
            + piece.error.text;
    }
    return "?";
}

// All pieces, the bytes of a body joined, with the input cut every `step` bytes.
std::vector<std::string> split(SplitterLimits limits, std::string_view input, std::size_t step)
{
    Splitter splitter(limits);
    std::vector<std::string> out;
    while (!input.empty()) {
        splitter.feed(input.substr(0, step));
        input.remove_prefix(std::min(step, input.size()));
        while (auto piece = splitter.next()) {
            auto text = describe(*piece);
            if (piece->kind == Piece::Kind::BodyBytes && out.back().starts_with("bytes <")) {
                out.back().pop_back();
                text.erase(0, 7);
                out.back() += text;
            } else {
                out.push_back(std::move(text));
            }
        }
    }
    return out;
}

// What comes out must not depend on how the input is cut.
std::vector<std::string> split(SplitterLimits limits, std::string_view input)
{
    auto whole = split(limits, input, input.size());
    for (const std::size_t step : {1U, 2U, 3U, 7U})
        EXPECT_EQ(split(limits, input, step), whole) << step << ": " << input.substr(0, 200);
    return whole;
}

std::vector<std::string> split(std::string_view input)
{
    return split(SplitterLimits::afterLogin(messageLimit), input);
}

using Pieces = std::vector<std::string>;

} // namespace

TEST(Splitter, CutsLines)
{
    EXPECT_EQ(split("a noop\r\nb logout\r\n"), (Pieces{"command <a noop>", "command <b logout>"}));
    EXPECT_EQ(split("a noop\r\nb log"), Pieces{"command <a noop>"});
    EXPECT_EQ(split("\r\n"), Pieces{"command <>"});
}

TEST(Splitter, SplicesLiterals)
{
    EXPECT_EQ(
        split("a login {5}\r\nalice {3+}\r\n\r\nx\r\nb noop\r\n"),
        (Pieces{"continue", "command <a login {5}\r\nalice {3+}\r\n\r\nx>", "command <b noop>"})
    );
    EXPECT_EQ(split("a id {0+}\r\n\r\n"), Pieces{"command <a id {0+}\r\n>"});
}

TEST(Splitter, KeepsNulInLiterals)
{
    using namespace std::string_literals;
    EXPECT_EQ(split("a x ~{2+}\r\n\0\0\r\n"s), Pieces{"command <a x ~{2+}\r\n\0\0>"s});
}

TEST(Splitter, RefusesBareCrLfAndNulAndGoesOn)
{
    using namespace std::string_literals;
    const std::string text = "expected a line without NUL and without CR or LF inside";
    for (const auto& line :
         {"a no\nop\r\n"s, "a no\rop\r\n"s, "a no\0op\r\n"s, "a noop\r\r\n"s, "a \n{3+}\r\nxyz\r\n"s
         })
        EXPECT_EQ(split(line + "b noop\r\n"), (Pieces{"refused <a > " + text, "command <b noop>"}))
            << line;
    // nothing behind a bare LF is ever a command of its own
    EXPECT_EQ(split("a noop\nb logout\r\n"), Pieces{"refused <a > " + text});
}

TEST(Splitter, HandsOutMessageBodies)
{
    EXPECT_EQ(
        split("a append inbox (\\Seen) {5}\r\nhello\r\nb noop\r\n"),
        (Pieces{
            "body <a append inbox (\\Seen) {5}\r\n>",
            "bytes <hello>",
            "end",
            "tail <>",
            "command <b noop>"
        })
    );
    EXPECT_EQ(
        split("a append {5+}\r\ninbox {2+}\r\n\r\n () ~{1+}\r\nx\r\n"),
        (Pieces{
            "body <a append {5+}\r\ninbox {2+}\r\n>",
            "bytes <\r\n>",
            "end",
            "body < () ~{1+}\r\n>",
            "bytes <x>",
            "end",
            "tail <>"
        })
    );
    EXPECT_EQ(
        split("a append inbox utf8 (~{1+}\r\nx)\r\n"),
        (Pieces{"body <a append inbox utf8 (~{1+}\r\n>", "bytes <x>", "end", "tail <)>"})
    );
    EXPECT_EQ(
        split("a append x {0+}\r\n\r\n"), (Pieces{"body <a append x {0+}\r\n>", "end", "tail <>"})
    );
}

TEST(Splitter, HandsOutNoBodiesBeforeLogin)
{
    EXPECT_EQ(
        split(SplitterLimits{}, "a append x {1+}\r\ny\r\n"),
        Pieces{"command <a append x {1+}\r\ny>"}
    );
}

TEST(Splitter, LimitsMessageBodies)
{
    const std::string refusal = "refused <a > A message may have at most 1000 bytes";
    for (const std::size_t size : {999U, 1000U, 1001U}) {
        const auto number = std::to_string(size);
        const auto body = std::string(size, 'x');
        const auto nonSync = split("a append x {" + number + "+}\r\n" + body + "\r\nb noop\r\n");
        const auto sync = split(
            "a append x {" + number + "}\r\n" + (size > 1000 ? "" : body + "\r\n") + "b noop\r\n"
        );
        if (size > 1000) {
            EXPECT_EQ(nonSync, (Pieces{refusal, "command <b noop>"}));
            EXPECT_EQ(sync, (Pieces{refusal, "command <b noop>"}));
        } else {
            EXPECT_EQ(nonSync.size(), 5U);
            EXPECT_EQ(sync.size(), 5U);
        }
    }
}

TEST(Splitter, LimitsHowManyMessagesAnAppendMayBring)
{
    for (const std::size_t count : {9'999U, 10'000U, 10'001U}) {
        std::string input = "a append x";
        for (std::size_t i = 0; i < count; ++i)
            input += " {1+}\r\nx";
        const auto limits = SplitterLimits::afterLogin(messageLimit);
        const auto pieces = split(limits, input + "\r\nb noop\r\n", 4096);
        EXPECT_EQ(pieces.back(), "command <b noop>");
        const auto end = pieces[pieces.size() - 2];
        EXPECT_EQ(end.starts_with("refused"), count > 10'000) << count << ": " << end;
        EXPECT_EQ(end.contains("expected at most 10000 messages"), count > 10'000) << end;
    }
}

TEST(Splitter, LimitsLines)
{
    const SplitterLimits limits;
    for (const std::size_t size :
         {limits.line - 1, limits.line, limits.line + 1, limits.line * 3}) {
        const auto line = "a " + std::string(size - 2, 'x');
        const auto pieces = split(limits, line + "\r\nb noop\r\n");
        ASSERT_EQ(pieces.size(), 2U);
        EXPECT_EQ(
            pieces[0],
            size <= limits.line ? "command <" + line + ">"
                                : "refused <a > expected a line of at most 12288 bytes"
        );
        EXPECT_EQ(pieces[1], "command <b noop>");
    }
}

TEST(Splitter, SkipsTheLiteralsOfALineThatIsTooLong)
{
    const auto line = "a " + std::string(13'000, 'x');
    const Pieces expected{"refused <a > expected a line of at most 12288 bytes", "command <b noop>"};
    EXPECT_EQ(split(SplitterLimits{}, line + "{10+}\r\nz logout\r\n\r\nb noop\r\n"), expected);
    // the client waits for a continuation, and gets the refusal instead
    EXPECT_EQ(split(SplitterLimits{}, line + "{10}\r\nb noop\r\n"), expected);
}

TEST(Splitter, LimitsCommands)
{
    SplitterLimits limits;
    limits.command = 100;
    // "a x {NN+}" and CRLF and the literal
    for (const std::size_t size : {88U, 89U, 90U}) {
        const auto pieces = split(
            limits,
            "a x {" + std::to_string(size) + "+}\r\n" + std::string(size, 'y') + "\r\nb noop\r\n"
        );
        ASSERT_EQ(pieces.size(), 2U);
        EXPECT_EQ(pieces[0].starts_with("command"), size <= 89) << size;
        EXPECT_EQ(pieces[1], "command <b noop>");
    }
    EXPECT_EQ(
        split(limits, "a x {89+}\r\n" + std::string(89, 'y') + " \r\nb noop\r\n")[0],
        "refused <a > expected a command of at most 100 bytes"
    );
}

TEST(Splitter, LimitsLiteralsOfACommand)
{
    for (const std::size_t count : {3U, 4U, 5U}) {
        std::string command = "a x";
        for (std::size_t i = 0; i < count; ++i)
            command += " {1+}\r\ny";
        const auto pieces = split(SplitterLimits{}, command + "\r\nb noop\r\n");
        ASSERT_EQ(pieces.size(), 2U);
        EXPECT_EQ(pieces[0] == "refused <a > expected at most 4 literals", count > 4) << count;
    }
}

TEST(Splitter, KeepsToLiteralMinusBeforeLogin)
{
    for (const std::size_t size : {4095U, 4096U, 4097U}) {
        const auto pieces = split(
            SplitterLimits{},
            "a x {" + std::to_string(size) + "+}\r\n" + std::string(size, '\n') + "\r\nb noop\r\n"
        );
        ASSERT_EQ(pieces.size(), 2U);
        EXPECT_EQ(
            pieces[0] == "refused <a > expected a non-synchronizing literal of at most 4096 bytes",
            size > 4096
        ) << size;
        EXPECT_EQ(pieces[1], "command <b noop>");
    }
    EXPECT_EQ(split(SplitterLimits{}, "a x {4097}\r\n"), Pieces{"continue"});
}

TEST(Splitter, NeverWrapsAround)
{
    for (const auto* size :
         {"9223372036854775807",
          "9223372036854775808",
          "18446744073709551615",
          "18446744073709551621",
          "99999999999999999999999999"}) {
        const auto fatal = split("a x {" + std::string(size) + "+}\r\nb logout\r\nc noop\r\n");
        ASSERT_EQ(fatal.size(), 1U) << size;
        EXPECT_TRUE(fatal[0].starts_with("fatal <a >")) << fatal[0];
        const auto refused = split("a x {" + std::string(size) + "}\r\nb noop\r\n");
        ASSERT_EQ(refused.size(), 2U) << size;
        EXPECT_TRUE(refused[0].starts_with("refused <a >")) << refused[0];
    }
    // also where the number stands at the end of a line that is too long
    for (const auto& end :
         {std::string("{99999999999999999999+}"), "{" + std::string(100, '9') + "+}"}) {
        const auto pieces = split("a " + std::string(70000, 'x') + end + "\r\nb noop\r\n");
        ASSERT_EQ(pieces.size(), 2U);
        EXPECT_TRUE(pieces[1].starts_with("fatal")) << pieces[1];
    }
}

TEST(Splitter, LimitsWhatItSkips)
{
    const SplitterLimits limits;
    const auto skippable = std::string(limits.skippable, 'x');
    EXPECT_EQ(
        split(limits, "a x {1048576+}\r\n" + skippable + "\r\nb noop\r\n", limits.skippable * 2)
            .back(),
        "command <b noop>"
    );
    EXPECT_TRUE(split(limits, "a x {1048577+}\r\n" + skippable, limits.skippable * 2)
                    .back()
                    .starts_with("fatal"));
}

TEST(Splitter, MemoryStaysFlat)
{
    Splitter splitter;
    const std::string block(4096, 'x');
    std::size_t refused = 0;
    for (int i = 0; i < 1000; ++i) {
        splitter.feed(block);
        while (splitter.next())
            ++refused;
        EXPECT_LE(splitter.pending(), SplitterLimits{}.line + block.size());
    }
    EXPECT_EQ(refused, 1U);
}

TEST(Splitter, TakesLinesAsTheyAre)
{
    Splitter splitter;
    splitter.feed("a authenticate x\r\nZm9v{5}\r\nb noop\r\n");
    EXPECT_EQ(splitter.next()->text, "a authenticate x");
    splitter.expectLine();
    const auto line = splitter.next();
    EXPECT_EQ(line->kind, Piece::Kind::Line);
    EXPECT_EQ(line->text, "Zm9v{5}");
    EXPECT_EQ(splitter.next()->kind, Piece::Kind::Command);
}

TEST(Splitter, ForgetsWhatIsPipelinedBehindStarttls)
{
    Splitter splitter;
    splitter.feed("a starttls\r\nb login x y\r\n");
    EXPECT_EQ(splitter.next()->text, "a starttls");
    EXPECT_GT(splitter.pending(), 0U);
    splitter.discard();
    EXPECT_EQ(splitter.pending(), 0U);
    EXPECT_FALSE(splitter.next());
    splitter.feed("c noop\r\n");
    EXPECT_EQ(splitter.next()->text, "c noop");
}

TEST(Splitter, AbandonsABodyNotAskedFor)
{
    Splitter splitter(SplitterLimits::afterLogin(messageLimit));
    splitter.feed("a append x {5}\r\n");
    EXPECT_EQ(splitter.next()->kind, Piece::Kind::BodyBegin);
    EXPECT_FALSE(splitter.isBetweenCommands());
    splitter.abandon();
    EXPECT_TRUE(splitter.isBetweenCommands());
    splitter.feed("b noop\r\n");
    EXPECT_EQ(splitter.next()->text, "b noop");
}

TEST(Splitter, AbandonsABodyThatComesAnyway)
{
    for (const int taken : {1, 2, 3}) {
        Splitter splitter(SplitterLimits::afterLogin(messageLimit));
        splitter.feed("a append x {9+}\r\nb logout\n {1+}\r\n\n {5}\r\nc noop\r\n");
        for (int i = 0; i < taken; ++i)
            EXPECT_TRUE(splitter.next());
        splitter.abandon();
        EXPECT_EQ(splitter.next()->text, "c noop") << taken;
    }
}

TEST(Splitter, AppliesNewLimitsToTheNextCommand)
{
    Splitter splitter;
    splitter.feed("a login x y\r\nb append x {1+}\r\nz\r\n");
    EXPECT_EQ(splitter.next()->text, "a login x y");
    splitter.setLimits(SplitterLimits::afterLogin(messageLimit));
    EXPECT_EQ(splitter.next()->kind, Piece::Kind::BodyBegin);
}

} // namespace postamt::imap::proto
