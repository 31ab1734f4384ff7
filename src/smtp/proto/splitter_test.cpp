#include "smtp/proto/splitter.h"

#include <gtest/gtest.h>

#include <vector>

namespace postamt::smtp::proto {

namespace {

using namespace std::string_literals;

// What a body amounts to, and the lines that follow it.
struct Seen {
    std::string body;
    std::optional<BodyFault> fault;
    std::uint64_t size = 0;
    std::vector<std::string> lines;

    bool operator==(const Seen&) const = default;
};

void PrintTo(const Seen& seen, std::ostream* out)
{
    *out << testing::PrintToString(seen.body) << " fault "
         << (seen.fault ? static_cast<int>(*seen.fault) : -1) << " size " << seen.size << " lines "
         << testing::PrintToString(seen.lines);
}

Seen drain(Splitter& splitter, std::string_view bytes, std::size_t step)
{
    Seen seen;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        splitter.feed(std::string(bytes.substr(at, step)));
        while (const auto item = splitter.next()) {
            if (const auto* piece = std::get_if<BodyPiece>(&*item))
                seen.body += piece->bytes;
            else if (const auto* end = std::get_if<BodyEnd>(&*item))
                seen.fault = end->fault, seen.size = end->size;
            else if (const auto* line = std::get_if<Line>(&*item))
                seen.lines.push_back(
                    line->fault == LineFault::None ? std::string(line->text) : "!"
                );
        }
    }
    return seen;
}

// Reads DATA in every split; the body is compared only if it has no fault.
void expectData(std::string_view bytes, const Seen& expected, std::uint64_t limit = 1000)
{
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        Splitter splitter;
        splitter.beginData(limit);
        auto seen = drain(splitter, bytes, step);
        if (expected.fault != BodyFault::None)
            seen.body.clear();
        EXPECT_EQ(seen, expected) << testing::PrintToString(bytes) << " step " << step;
    }
}

// A fault, and that the body ended where the commands begin.
void expectRefused(const std::string& bytes, BodyFault fault)
{
    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        Splitter splitter;
        splitter.beginData(1000);
        const auto seen = drain(splitter, bytes + "\r\n.\r\nQUIT\r\n", step);
        EXPECT_EQ(seen.fault, fault) << testing::PrintToString(bytes) << " step " << step;
        EXPECT_EQ(seen.lines, std::vector<std::string>{"QUIT"}) << testing::PrintToString(bytes);
    }
}

} // namespace

TEST(Splitter, CutsPipelinedCommands)
{
    Splitter splitter;
    EXPECT_TRUE(splitter.isEmpty());
    splitter.feed("RSET\r\nNOOP\r\nQU");
    EXPECT_EQ(std::get<Line>(*splitter.next()).text, "RSET");
    EXPECT_FALSE(splitter.isEmpty());
    EXPECT_EQ(std::get<Line>(*splitter.next()).text, "NOOP");
    EXPECT_FALSE(splitter.next());
    EXPECT_FALSE(splitter.isEmpty());
    splitter.feed("IT\r\n");
    EXPECT_EQ(std::get<Line>(*splitter.next()).text, "QUIT");
    EXPECT_FALSE(splitter.next());
    EXPECT_TRUE(splitter.isEmpty());
}

TEST(Splitter, ReportsBadLinesAndGoesOn)
{
    for (const auto& bad : {"NO\nOP"s, "NO\rOP"s, "NO\0OP"s, "\nNOOP"s, "NOOP\r"s}) {
        for (std::size_t step = 1; step < 10; ++step) {
            Splitter splitter;
            const auto seen = drain(splitter, bad + "\r\nQUIT\r\n", step);
            EXPECT_EQ(seen.lines, (std::vector<std::string>{"!", "QUIT"}))
                << testing::PrintToString(bad);
        }
    }
}

TEST(Splitter, KeepsToTheLineLimits)
{
    const auto fault = [](std::string_view start, std::size_t size, bool answer) {
        Splitter splitter;
        if (answer)
            splitter.expectAuthAnswer();
        splitter.feed(std::string(start) + std::string(size - start.size(), 'x') + "\r\nQUIT\r\n");
        const auto line = std::get<Line>(*splitter.next());
        EXPECT_EQ(line.text.size(), line.fault == LineFault::None ? size : 0);
        EXPECT_EQ(std::get<Line>(*splitter.next()).text, "QUIT");
        return line.fault;
    };
    EXPECT_EQ(fault("NOOP ", maxCommandLine - 1, false), LineFault::None);
    EXPECT_EQ(fault("NOOP ", maxCommandLine, false), LineFault::None);
    EXPECT_EQ(fault("NOOP ", maxCommandLine + 1, false), LineFault::TooLong);
    EXPECT_EQ(fault("auth PLAIN ", maxAuthLine, false), LineFault::None);
    EXPECT_EQ(fault("AUTH PLAIN ", maxAuthLine + 1, false), LineFault::TooLong);
    EXPECT_EQ(fault("", maxAuthLine, true), LineFault::None);
    EXPECT_EQ(fault("", maxAuthLine + 1, true), LineFault::TooLong);
}

TEST(Splitter, TheLongAnswerIsForOneLineOnly)
{
    Splitter splitter;
    splitter.expectAuthAnswer();
    splitter.feed("AAAA\r\n" + std::string(maxCommandLine + 1, 'x') + "\r\n");
    EXPECT_EQ(std::get<Line>(*splitter.next()).fault, LineFault::None);
    EXPECT_EQ(std::get<Line>(*splitter.next()).fault, LineFault::TooLong);
}

TEST(Splitter, SkipsAnEndlessLineWithFlatMemory)
{
    Splitter splitter;
    for (int i = 0; i < 200; ++i) {
        splitter.feed(std::string(10'000, 'x'));
        EXPECT_FALSE(splitter.next());
    }
    EXPECT_EQ(splitter.pendingLine(), 2'000'000U);
    splitter.feed("\r\nQUIT\r\n");
    EXPECT_EQ(std::get<Line>(*splitter.next()).fault, LineFault::TooLong);
    EXPECT_EQ(std::get<Line>(*splitter.next()).text, "QUIT");
}

TEST(Splitter, ReadsDataAndTakesTheDotsAway)
{
    const auto none = BodyFault::None;
    expectData(".\r\nQUIT\r\n", {"", none, 0, {"QUIT"}});
    expectData("a\r\n.\r\nQUIT\r\n", {"a\r\n", none, 3, {"QUIT"}});
    expectData(
        "..\r\n.a\r\n...\r\na.b.\r\n.\r\nQUIT\r\n", {".\r\na\r\n..\r\na.b.\r\n", none, 16, {"QUIT"}}
    );
    expectData("\r\n\r\n.\r\n.\r\n", {"\r\n\r\n", none, 4, {"."}});
    expectData("\xff\x01\t\r\n.\r\n", {"\xff\x01\t\r\n", none, 5, {}});
    expectData("a\r\n.\r", {"", std::nullopt, 0, {}});
}

TEST(Splitter, NothingButCrlfDotCrlfEndsData)
{
    const auto smuggled = "MAIL FROM:<x@y>\r\n"s;
    for (const auto& end : {"\n.\n"s, "\n.\r\n"s, "a\n.\n"s, "\r\n.\n"s, "\r\n.\na"s})
        expectRefused("a" + end + smuggled, BodyFault::BareLf);
    for (const auto& end :
         {"\r.\r"s, "\r.\r\n"s, "\r\n.\r"s, "\r\n.\r\r\n"s, "\r.\n"s, "\r\r\n.\n"s, "\r\r\n.\r"s})
        expectRefused("a" + end + smuggled, BodyFault::BareCr);
    for (const auto& end : {"\0\r\n.\0\r\n"s, "\r\n\0.\r\n"s, "\r\n.\0\r\n"s, "\0\n.\n"s})
        expectRefused("a" + end + smuggled, BodyFault::Nul);
    for (const auto& end : {"\r\0\n.\r\0\n"s, "\r\n.\r\0\n"s, "\r\0\n.\r\n"s})
        expectRefused("a" + end + smuggled, BodyFault::BareCr);
    expectRefused("\n.", BodyFault::BareLf);
    expectRefused("a\r", BodyFault::BareCr);
    expectRefused(".\n", BodyFault::BareLf);
    expectRefused(".\r", BodyFault::BareCr);
    expectRefused("..\r\n.\r\r\n..", BodyFault::BareCr);
}

TEST(Splitter, ReportsTheSizeLimit)
{
    expectData("12345678\r\n.\r\n", {"12345678\r\n", BodyFault::None, 10, {}}, 11);
    expectData("12345678\r\n.\r\n", {"12345678\r\n", BodyFault::None, 10, {}}, 10);
    expectData("123456789\r\n.\r\nQUIT\r\n", {"", BodyFault::TooBig, 11, {"QUIT"}}, 10);
    Splitter splitter;
    splitter.beginData(10);
    splitter.feed("12345678901");
    EXPECT_FALSE(splitter.next());
    EXPECT_EQ(splitter.bodyFault(), BodyFault::TooBig);
}

TEST(Splitter, DoesNotGatherABody)
{
    Splitter splitter;
    splitter.beginData(1 << 30);
    std::uint64_t size = 0;
    const std::string block(4000, 'x');
    for (int i = 0; i < 1000; ++i) {
        splitter.feed(block);
        while (const auto item = splitter.next())
            size += std::get<BodyPiece>(*item).bytes.size();
    }
    EXPECT_EQ(size, 4'000'000U);
}

TEST(Splitter, ReadsChunksByTheByte)
{
    for (std::size_t step = 1; step < 30; ++step) {
        Splitter splitter;
        splitter.beginChunk(7, false, 100);
        std::string body;
        const std::string bytes = "a\r\n.\r\n\rNOOP\r\n\nb.\r\nQUIT\r\n";
        std::vector<std::string> events;
        for (std::size_t at = 0; at < bytes.size(); at += step) {
            splitter.feed(bytes.substr(at, step));
            while (const auto item = splitter.next()) {
                if (const auto* piece = std::get_if<BodyPiece>(&*item)) {
                    body += piece->bytes;
                } else if (const auto* chunk = std::get_if<ChunkEnd>(&*item)) {
                    events.push_back("chunk " + std::to_string(chunk->size));
                } else if (const auto* end = std::get_if<BodyEnd>(&*item)) {
                    EXPECT_EQ(end->fault, BodyFault::None);
                    events.push_back("end " + std::to_string(end->size));
                } else {
                    events.emplace_back(std::get<Line>(*item).text);
                    if (events.back() == "NOOP")
                        splitter.beginChunk(5, true, 100);
                }
            }
        }
        // the CR at the end of one chunk and the LF at the start of the next are one CRLF
        EXPECT_EQ(body, "a\r\n.\r\n\r\nb.\r\n");
        EXPECT_EQ(events, (std::vector<std::string>{"chunk 7", "NOOP", "end 12", "QUIT"}));
    }
}

TEST(Splitter, RefusesBareLineEndsInChunksToo)
{
    const auto fault = [](std::string_view body) {
        Splitter splitter;
        splitter.beginChunk(body.size(), true, 100);
        splitter.feed(std::string(body) + "QUIT\r\n");
        auto item = splitter.next();
        while (std::holds_alternative<BodyPiece>(*item))
            item = splitter.next();
        EXPECT_EQ(std::get<Line>(*splitter.next()).text, "QUIT");
        return std::get<BodyEnd>(*item).fault;
    };
    EXPECT_EQ(fault("a\r\n"), BodyFault::None);
    EXPECT_EQ(fault("no line end"), BodyFault::None);
    EXPECT_EQ(fault(""), BodyFault::None);
    EXPECT_EQ(fault("a\nb"), BodyFault::BareLf);
    EXPECT_EQ(fault("a\rb"), BodyFault::BareCr);
    EXPECT_EQ(fault("a\r"), BodyFault::BareCr);
    EXPECT_EQ(fault("a\0b"s), BodyFault::Nul);
    EXPECT_EQ(fault(std::string(100, 'x')), BodyFault::None);
    EXPECT_EQ(fault(std::string(101, 'x')), BodyFault::TooBig);
}

TEST(Splitter, TheLimitHoldsForAllChunks)
{
    Splitter splitter;
    splitter.beginChunk(6, false, 10);
    splitter.feed("123456");
    EXPECT_TRUE(std::holds_alternative<BodyPiece>(*splitter.next()));
    EXPECT_EQ(std::get<ChunkEnd>(*splitter.next()).fault, BodyFault::None);
    splitter.beginChunk(5, false, 10);
    splitter.feed("78901");
    EXPECT_EQ(std::get<ChunkEnd>(*splitter.next()).fault, BodyFault::TooBig);
    splitter.forgetBody();
    splitter.beginChunk(6, true, 10);
    splitter.feed("123456");
    EXPECT_TRUE(std::holds_alternative<BodyPiece>(*splitter.next()));
    EXPECT_EQ(std::get<BodyEnd>(*splitter.next()).size, 6U);
}

TEST(Splitter, SkipsAChunkThatBelongsToNoMessage)
{
    Splitter splitter;
    splitter.skipChunk(10);
    splitter.feed("RSET\r\nRSETQUIT\r\n");
    EXPECT_TRUE(std::holds_alternative<ChunkEnd>(*splitter.next()));
    EXPECT_EQ(std::get<Line>(*splitter.next()).text, "QUIT");
    splitter.skipChunk(0);
    EXPECT_TRUE(std::holds_alternative<ChunkEnd>(*splitter.next()));
    EXPECT_FALSE(splitter.next());
}

TEST(Splitter, DiscardLeavesNothingOfTheClearText)
{
    Splitter splitter;
    splitter.feed("STARTTLS\r\nMAIL FROM:<a@b>\r\nRSE");
    EXPECT_EQ(std::get<Line>(*splitter.next()).text, "STARTTLS");
    splitter.discard();
    EXPECT_TRUE(splitter.isEmpty());
    EXPECT_FALSE(splitter.next());
    splitter.feed("T\r\n");
    EXPECT_EQ(std::get<Line>(*splitter.next()).text, "T");
}

} // namespace postamt::smtp::proto
