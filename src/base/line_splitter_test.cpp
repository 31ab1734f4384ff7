#include "base/line_splitter.h"

#include <gtest/gtest.h>

#include <vector>

namespace postamt {

namespace {

using Seen = std::vector<std::pair<std::string, LineFault>>;

Seen linesOf(std::string_view bytes, std::size_t step, std::size_t limit)
{
    LineSplitter splitter(limit);
    Seen out;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        const std::string copy(bytes.substr(at, step));
        std::string_view input = copy;
        while (const auto line = splitter.next(input))
            out.emplace_back(line->text, line->fault);
        EXPECT_TRUE(input.empty());
    }
    return out;
}

void expectLines(std::string_view bytes, const Seen& expected, std::size_t limit = 10)
{
    for (std::size_t step = 1; step <= bytes.size(); ++step)
        EXPECT_EQ(linesOf(bytes, step, limit), expected) << "step " << step;
}

} // namespace

TEST(LineSplitter, CutsAtCrlfOnly)
{
    expectLines(
        "a\r\n\r\nbc\r\nrest",
        {
            {"a",  LineFault::None},
            {"",   LineFault::None},
            {"bc", LineFault::None}
    }
    );
}

TEST(LineSplitter, ReportsBareCrBareLfAndNulAndGoesOn)
{
    expectLines(
        "a\nb\r\nok\r\n",
        {
            {"",   LineFault::BareLf},
            {"ok", LineFault::None  }
    }
    );
    expectLines(
        "\nok\r\n",
        {
            {"", LineFault::BareLf}
    }
    );
    expectLines(
        "a\rb\r\nok\r\n",
        {
            {"",   LineFault::BareCr},
            {"ok", LineFault::None  }
    }
    );
    expectLines(
        "a\r\r\nok\r\n",
        {
            {"",   LineFault::BareCr},
            {"ok", LineFault::None  }
    }
    );
    expectLines(
        std::string_view("a\0b\r\nok\r\n", 9),
        {
            {"",   LineFault::Nul },
            {"ok", LineFault::None}
    }
    );
    expectLines(
        std::string_view("a\r\0\n\r\n", 6),
        {
            {"", LineFault::BareCr}
    }
    );
}

TEST(LineSplitter, KeepsToTheLimit)
{
    expectLines(
        "123456789\r\n",
        {
            {"123456789", LineFault::None}
    }
    );
    expectLines(
        "1234567890\r\n",
        {
            {"1234567890", LineFault::None}
    }
    );
    expectLines(
        "12345678901\r\nok\r\n",
        {
            {"",   LineFault::TooLong},
            {"ok", LineFault::None   }
    }
    );
    expectLines(
        "1234567890123\n\r\nok\r\n",
        {
            {"",   LineFault::TooLong},
            {"ok", LineFault::None   }
    }
    );
}

TEST(LineSplitter, SkipsAnEndlessLine)
{
    LineSplitter splitter(10);
    const std::string block(1000, 'x');
    for (int i = 0; i < 1000; ++i) {
        std::string_view input = block;
        EXPECT_FALSE(splitter.next(input));
    }
    EXPECT_EQ(splitter.pending(), 1'000'000U);
    std::string_view input = "\r\nok\r\n";
    EXPECT_EQ(splitter.next(input)->fault, LineFault::TooLong);
    EXPECT_EQ(splitter.next(input)->text, "ok");
    EXPECT_EQ(splitter.pending(), 0U);
}

TEST(LineSplitter, ResetForgetsTheLineBegun)
{
    LineSplitter splitter(10);
    std::string_view input = "RSET\r";
    EXPECT_FALSE(splitter.next(input));
    splitter.reset();
    input = "a\r\n";
    EXPECT_EQ(splitter.next(input)->text, "a");
}

} // namespace postamt
