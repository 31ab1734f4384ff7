#include "pop/proto/message_writer.h"

#include <gtest/gtest.h>

namespace postamt::pop::proto {

namespace {

std::string topOf(std::string_view message, std::uint32_t lines, std::size_t step)
{
    TopCutter cutter(lines);
    MessageWriter writer;
    std::string out;
    for (std::size_t at = 0; at < message.size() && !cutter.isComplete(); at += step)
        writer.write(cutter.take(message.substr(at, step)), out);
    writer.finish(out);
    return out;
}

void expectTop(std::string_view message, std::uint32_t lines, std::string_view expected)
{
    for (std::size_t step = 1; step <= message.size() + 1; ++step)
        EXPECT_EQ(topOf(message, lines, step), expected) << "step " << step;
}

} // namespace

TEST(MessageWriter, ReplacesNulAndKeepsTheSize)
{
    const std::string message("a\0b\r\n.c\n", 8);
    MessageWriter writer;
    MessageSize size;
    std::string out;
    writer.write(message, out);
    size.take(message);
    writer.finish(out);
    EXPECT_EQ(
        out,
        "a\x80"
        "b\r\n..c\r\n.\r\n"
    );
    EXPECT_EQ(size.size(), 9U);
    EXPECT_EQ(writer.size(), 9U);
}

TEST(TopCutter, GivesHeaderAndLines)
{
    constexpr std::string_view message = "A: b\r\nC: d\r\n\r\none\r\n.two\r\n\r\nfour\r\n";
    expectTop(message, 0, "A: b\r\nC: d\r\n\r\n.\r\n");
    expectTop(message, 1, "A: b\r\nC: d\r\n\r\none\r\n.\r\n");
    expectTop(message, 2, "A: b\r\nC: d\r\n\r\none\r\n..two\r\n.\r\n");
    expectTop(message, 3, "A: b\r\nC: d\r\n\r\none\r\n..two\r\n\r\n.\r\n");
    expectTop(message, 4, "A: b\r\nC: d\r\n\r\none\r\n..two\r\n\r\nfour\r\n.\r\n");
    expectTop(message, 4'000'000'000U, "A: b\r\nC: d\r\n\r\none\r\n..two\r\n\r\nfour\r\n.\r\n");
}

TEST(TopCutter, CopesWithWhatIsNoMessage)
{
    expectTop("", 0, ".\r\n");
    expectTop("A: b", 5, "A: b\r\n.\r\n");
    expectTop("\r\none\r\ntwo\r\n", 1, "\r\none\r\n.\r\n");
    expectTop("A: b\n\none\ntwo\n", 1, "A: b\r\n\r\none\r\n.\r\n");
    expectTop("A: b\r\rone\rtwo\r", 1, "A: b\r\n\r\none\r\n.\r\n");
}

TEST(TopCutter, NeedsNoMoreOnceComplete)
{
    TopCutter cutter(0);
    EXPECT_EQ(cutter.take("A: b\r\n\r\nbody"), "A: b\r\n\r");
    EXPECT_TRUE(cutter.isComplete());
    EXPECT_EQ(cutter.take("more"), "");
}

} // namespace postamt::pop::proto
