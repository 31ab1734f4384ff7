#include "transcript/match.h"

#include <gtest/gtest.h>

namespace postamt::transcript {

namespace {

constexpr Manners imap{.hasLiterals = true, .isFree = true};
constexpr Manners pop{};

/// The lines of some bytes, each in angle brackets, then what is left.
std::string cut(std::string bytes, Manners manners = imap)
{
    std::deque<std::string> lines;
    if (!takeLines(bytes, lines, manners))
        return "bad";
    std::string out;
    for (const auto& line : lines)
        out += "<" + line + ">";
    return out + bytes;
}

bool matches(std::string_view expected, std::string_view line, Variables& variables)
{
    return matches(*parseParts(expected, Side::Server), line, variables);
}

bool matches(std::string_view expected, std::string_view line)
{
    Variables none;
    return matches(expected, line, none);
}

/// "matched", "more" or "mismatch", then the lines that are left.
std::string
compare(const std::vector<std::string>& expected, std::deque<std::string> lines, bool isFree = true)
{
    std::vector<Expectation> list;
    for (const auto& text : expected)
        list.push_back({text == "...", *parseParts(text, Side::Server)});
    Variables variables;
    const auto match = matchAll(list, lines, variables, isFree);
    std::string out = match.kind == Match::Kind::Matched ? "matched"
        : match.kind == Match::Kind::NeedMore            ? "more"
                                                         : "mismatch";
    for (const auto& line : lines)
        out += " <" + line + ">";
    return out;
}

} // namespace

TEST(TakeLines, CutsAtCrlf)
{
    EXPECT_EQ(cut("a\r\nb\r\nc"), "<a><b>c");
    EXPECT_EQ(cut("a\r"), "a\r");
    EXPECT_EQ(cut("a\nb\r\n"), "bad");
    EXPECT_EQ(cut("a\rb\r\n"), "bad");
}

TEST(TakeLines, KeepsLiteralsInTheirLine)
{
    EXPECT_EQ(cut("* 1 {3}\r\na\nb x {1}\r\nc)\r\nd\r\n"), "<* 1 {3}\r\na\nb x {1}\r\nc)><d>");
    EXPECT_EQ(cut("* 1 {3}\r\na\r"), "* 1 {3}\r\na\r");
    EXPECT_EQ(cut("* {x}\r\n* {3+}\r\n* 3}\r\n"), "<* {x}><* {3+}><* 3}>");
    EXPECT_EQ(cut("{3}\r\nab\r\n", pop), "<{3}><ab>");
}

TEST(Matches, PrefixesWithoutCase)
{
    EXPECT_TRUE(matches("+ok", "+OK done"));
    EXPECT_TRUE(matches("", "anything"));
    EXPECT_FALSE(matches("+OK done", "+OK"));
    EXPECT_FALSE(matches("+OK", "-ERR"));
}

TEST(Matches, WholeLinesWithDollar)
{
    EXPECT_TRUE(matches(".$", "."));
    EXPECT_FALSE(matches(".$", ".."));
}

TEST(Matches, ExactPartsWithCase)
{
    Variables none;
    const Parts parts{
        {Part::Kind::Exact, "aB", {}}
    };
    EXPECT_TRUE(matches(parts, "aBc", none));
    EXPECT_FALSE(matches(parts, "ab", none));
}

TEST(Matches, BindsAVariableOnce)
{
    Variables variables;
    EXPECT_TRUE(matches("* STATUS (UIDNEXT $next)", "* STATUS (UIDNEXT 12)", variables));
    EXPECT_EQ(variables["next"], "12");
    EXPECT_TRUE(matches("[APPENDUID 1 $next]", "[APPENDUID 1 12]", variables));
    EXPECT_FALSE(matches("[APPENDUID 1 $next]", "[APPENDUID 1 13]", variables));
    EXPECT_FALSE(matches("UIDNEXT $next", "UIDNEXT 123", variables));
    EXPECT_TRUE(matches("UIDNEXT $next", "UIDNEXT 12 x", variables));
    EXPECT_FALSE(matches("$a $a", "b c", variables));
    EXPECT_FALSE(variables.contains("a")) << "a line that does not match binds nothing";
}

TEST(Matches, AVariableHasAtLeastOneCharacterAndNoBlank)
{
    EXPECT_FALSE(matches("x $a", "x "));
    EXPECT_FALSE(matches("x $a)", "x )"));
    EXPECT_FALSE(matches("x $a]", "x a b]"));
    EXPECT_TRUE(matches("<$a>", "<a)b>"));
    EXPECT_TRUE(matches("1 $a$", "1 abc"));
    EXPECT_FALSE(matches("1 $a$", "1 abc d"));
}

TEST(MatchAll, TakesOrderedLines)
{
    EXPECT_EQ(compare({"a", "b"}, {"a", "b", "c"}, false), "matched <c>");
    EXPECT_EQ(compare({"b", "a"}, {"a", "b"}, false), "mismatch <a> <b>");
    EXPECT_EQ(compare({"a", "b"}, {"a"}, false), "more <a>");
    EXPECT_EQ(compare({"...", "c"}, {"a", "b", "c", "d"}, false), "matched <d>");
    EXPECT_EQ(compare({"...", "x"}, {"a", "b"}, false), "more <a> <b>");
    EXPECT_EQ(compare({"a", "..."}, {"a", "b"}, false), "matched");
    EXPECT_EQ(compare({"* b", "* a"}, {"* a", "* b"}, false), "mismatch <* a> <* b>");
}

TEST(MatchAll, TakesUntaggedLinesInAnyOrder)
{
    EXPECT_EQ(compare({"* b", "* a", "x OK"}, {"* a", "* b", "x OK"}), "matched");
    EXPECT_EQ(compare({"* a", "x OK"}, {"* a", "* b", "x OK"}), "mismatch <* a> <* b> <x OK>");
    EXPECT_EQ(compare({"...", "* a", "x OK"}, {"* b", "* a", "x OK"}), "matched");
    EXPECT_EQ(compare({"* a", "...", "x OK"}, {"* b", "* a", "x OK"}), "matched");
    EXPECT_EQ(compare({"* c", "x OK"}, {"* a", "x OK"}), "mismatch <* a> <x OK>");
    EXPECT_EQ(compare({"* c", "x OK"}, {"* a"}), "more <* a>");
    EXPECT_EQ(compare({"x OK", "* a"}, {"* a", "x OK"}), "mismatch <* a> <x OK>");
    EXPECT_EQ(compare({"x OK"}, {"x NO"}), "mismatch <x NO>");
    EXPECT_EQ(compare({"* a", "* a", "x OK"}, {"* a", "x OK"}), "mismatch <* a> <x OK>");
    EXPECT_EQ(
        compare({"...", "x OK", "y OK"}, {"* a", "x OK", "* b", "y OK"}),
        "mismatch <* a> <x OK> <* b> <y OK>"
    ) << "... ends at the next tagged line";
    EXPECT_EQ(compare({"* 3 EXISTS"}, {"* 3 EXISTS", "* 1 RECENT"}), "matched <* 1 RECENT>");
}

} // namespace postamt::transcript
