#include "pop/proto/splitter.h"

#include <gtest/gtest.h>

#include <vector>

namespace postamt::pop::proto {

namespace {

using namespace std::string_literals;

std::vector<std::string> linesOf(const std::string& bytes, std::size_t step)
{
    Splitter splitter;
    std::vector<std::string> out;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        splitter.feed(bytes.substr(at, step));
        while (const auto line = splitter.next())
            out.push_back(line->fault == LineFault::None ? std::string(line->text) : "!");
    }
    return out;
}

} // namespace

TEST(PopSplitter, CutsPipelinedCommandsInAnySplit)
{
    const std::string bytes = "STAT\r\nRETR 1\r\nNO\nOP\r\nA\0B\r\nA\rB\r\nQUIT\r\nrest"s;
    for (std::size_t step = 1; step <= bytes.size(); ++step)
        EXPECT_EQ(
            linesOf(bytes, step),
            (std::vector<std::string>{"STAT", "RETR 1", "!", "!", "!", "QUIT"})
        );
}

TEST(PopSplitter, KeepsToTheLimits)
{
    const auto fault = [](std::string_view start, std::size_t size, bool answer) {
        Splitter splitter;
        if (answer)
            splitter.expectAuthAnswer();
        splitter.feed(std::string(start) + std::string(size - start.size(), 'x') + "\r\nQUIT\r\n");
        const auto out = splitter.next()->fault;
        EXPECT_EQ(splitter.next()->text, "QUIT");
        return out;
    };
    EXPECT_EQ(fault("PASS ", maxCommandLine - 1, false), LineFault::None);
    EXPECT_EQ(fault("PASS ", maxCommandLine, false), LineFault::None);
    EXPECT_EQ(fault("PASS ", maxCommandLine + 1, false), LineFault::TooLong);
    EXPECT_EQ(fault("auth PLAIN ", maxAuthLine, false), LineFault::None);
    EXPECT_EQ(fault("AUTH PLAIN ", maxAuthLine + 1, false), LineFault::TooLong);
    EXPECT_EQ(fault("", maxAuthLine, true), LineFault::None);
    EXPECT_EQ(fault("", maxAuthLine + 1, true), LineFault::TooLong);
}

TEST(PopSplitter, SkipsAnEndlessLine)
{
    Splitter splitter;
    for (int i = 0; i < 100; ++i) {
        splitter.feed(std::string(10'000, 'x'));
        EXPECT_FALSE(splitter.next());
    }
    EXPECT_EQ(splitter.pendingLine(), 1'000'000U);
    splitter.feed("\r\nQUIT\r\n");
    EXPECT_EQ(splitter.next()->fault, LineFault::TooLong);
    EXPECT_EQ(splitter.next()->text, "QUIT");
}

TEST(PopSplitter, DiscardLeavesNothingOfTheClearText)
{
    Splitter splitter;
    splitter.feed("STLS\r\nUSER eve\r\nPA");
    EXPECT_EQ(splitter.next()->text, "STLS");
    EXPECT_FALSE(splitter.isEmpty());
    splitter.discard();
    EXPECT_TRUE(splitter.isEmpty());
    splitter.feed("CAPA\r\n");
    EXPECT_EQ(splitter.next()->text, "CAPA");
    EXPECT_FALSE(splitter.next());
    EXPECT_TRUE(splitter.isEmpty());
}

} // namespace postamt::pop::proto
