#include "imap/proto/parsed.h"
#include "imap/proto/section.h"

namespace postamt::imap::proto {

namespace {

std::string parsedError(std::string_view text)
{
    Lexer lexer(text);
    parseSection(lexer);
    lexer.end();
    return lexer.ok() ? "none" : lexer.done().error().text;
}

} // namespace

TEST(Section, RoundTrips)
{
    for (const std::string text :
         {"[]",
          "[1]",
          "[1.2.4294967295]",
          "[HEADER]",
          "[TEXT]",
          "[1.MIME]",
          "[1.2.HEADER]",
          "[HEADER.FIELDS (From)]",
          "[3.HEADER.FIELDS.NOT (From X-A \"a]b\\\"\")]"}) {
        Lexer lexer(text);
        const auto section = parseSection(lexer);
        lexer.end();
        EXPECT_TRUE(lexer.ok()) << text << lexer.done().error().text;
        std::string out = written([&](Writer& w) { formatSection(w, section); });
        if (text.find('"') == std::string::npos) {
            EXPECT_EQ(out, text);
        }
        Lexer again(out);
        EXPECT_EQ(parseSection(again), section);
    }
    Lexer lexer("[1.header.fields (from to)]");
    const Section expected{
        {1},
        SectionText::HeaderFields, {"from", "to"}
    };
    EXPECT_EQ(parseSection(lexer), expected);
}

TEST(Section, SaysWhatItExpected)
{
    EXPECT_EQ(parsedError("[MIME]"), "expected a part number before MIME");
    EXPECT_EQ(
        parsedError("[FOO]"),
        "expected a part number, HEADER, HEADER.FIELDS, HEADER.FIELDS.NOT, TEXT or MIME"
    );
    EXPECT_EQ(parsedError("[0]"), "expected a number above zero");
    EXPECT_EQ(parsedError("[1"), "expected a closing bracket after the part number");
    EXPECT_EQ(parsedError("[HEADER.FIELDS (\"a b\")]"), "expected a header field name");
    EXPECT_EQ(parsedError("[HEADER.FIELDS (\"a:\")]"), "expected a header field name");
    EXPECT_EQ(parsedError("[HEADER.FIELDS (\"\")]"), "expected a header field name");
    for (const auto* text :
         {"",
          "[",
          "[1.]",
          "[.1]",
          "[1..2]",
          "[1TEXT]",
          "[TEXT.1]",
          "[HEADER.FIELDS]",
          "[HEADER.FIELDS ()]",
          "[HEADER.FIELDS (a]",
          "[TEXT ]",
          "[4294967296]"})
        EXPECT_NE(parsedError(text), "none") << text;
}

TEST(Section, OfBinaryHasNumbersOnly)
{
    for (const auto* text : {"[]", "[1]", "[1.2]"}) {
        Lexer lexer(text);
        parseBinarySection(lexer);
        lexer.end();
        EXPECT_TRUE(lexer.ok()) << text;
    }
    for (const auto* text : {"[1.]", "[TEXT]", "[1.TEXT]", "[1.2"}) {
        Lexer lexer(text);
        parseBinarySection(lexer);
        EXPECT_FALSE(lexer.ok()) << text;
    }
}

TEST(Section, HasADepthLimit)
{
    for (const std::size_t depth : {99U, 100U, 101U}) {
        std::string text = "[1";
        for (std::size_t i = 1; i < depth; ++i)
            text += ".1";
        EXPECT_EQ(parsedError(text + "]") == "none", depth <= 100) << depth;
    }
}

} // namespace postamt::imap::proto
