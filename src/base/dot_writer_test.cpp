#include "base/dot_writer.h"

#include <gtest/gtest.h>

namespace postamt {

namespace {

void expectWritten(std::string_view text, std::string_view expected, std::uint64_t size)
{
    for (std::size_t step = 1; step <= text.size() + 1; ++step) {
        DotWriter writer('?');
        DotSize counter;
        std::string out;
        for (std::size_t at = 0; at < text.size(); at += step) {
            writer.write(text.substr(at, step), out);
            counter.take(text.substr(at, step));
        }
        EXPECT_EQ(writer.size(), size);
        EXPECT_EQ(counter.size(), size);
        writer.finish(out);
        EXPECT_EQ(writer.size(), size);
        EXPECT_EQ(out, expected) << "step " << step;
    }
}

} // namespace

TEST(DotWriter, KeepsCrlfAndEndsOnce)
{
    expectWritten("", ".\r\n", 0);
    expectWritten("a\r\n", "a\r\n.\r\n", 3);
    expectWritten("a\r\n\r\nb\r\n", "a\r\n\r\nb\r\n.\r\n", 8);
    expectWritten("a\r\nb", "a\r\nb\r\n.\r\n", 6);
    expectWritten("\r\n", "\r\n.\r\n", 2);
}

TEST(DotWriter, DoublesDotsAtTheStartOfLines)
{
    expectWritten(".", "..\r\n.\r\n", 3);
    expectWritten(".\r\n..\r\na.b\r\n", "..\r\n...\r\na.b\r\n.\r\n", 12);
}

TEST(DotWriter, TurnsBareLineEndsIntoCrlf)
{
    expectWritten("a\nb\n", "a\r\nb\r\n.\r\n", 6);
    expectWritten("a\rb", "a\r\nb\r\n.\r\n", 6);
    expectWritten("a\r", "a\r\n.\r\n", 3);
    expectWritten("a\r\r\nb\r\n", "a\r\n\r\nb\r\n.\r\n", 8);
    expectWritten("\n\r", "\r\n\r\n.\r\n", 4);
}

TEST(DotWriter, LeavesNoWayToEndEarly)
{
    expectWritten("a\n.\nb", "a\r\n..\r\nb\r\n.\r\n", 9);
    expectWritten("a\r.\rb", "a\r\n..\r\nb\r\n.\r\n", 9);
    expectWritten("a\r\n.\rb", "a\r\n..\r\nb\r\n.\r\n", 9);
    expectWritten("a\n.\r\nb", "a\r\n..\r\nb\r\n.\r\n", 9);
}

TEST(DotWriter, ReplacesNulAndKeepsTheRest)
{
    expectWritten(
        std::string_view("a\0b\r\0\n\x01\t\xff", 9), "a?b\r\n?\r\n\x01\t\xff\r\n.\r\n", 13
    );
}

} // namespace postamt
