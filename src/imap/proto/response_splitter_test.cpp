#include "imap/proto/response_splitter.h"

#include <gtest/gtest.h>

#include <vector>

namespace postamt::imap::proto {

namespace {

using Kind = ResponsePiece::Kind;
using Pieces = std::vector<std::string>;

std::string describe(const ResponsePiece& piece)
{
    const std::string text(piece.text);
    switch (piece.kind) {
    case Kind::Response:
        return "response <" + text + ">";
    case Kind::Literal:
        return "literal " + std::to_string(piece.literal.size) + (piece.literal.binary ? "b" : "")
            + " <" + text + ">";
    case Kind::Bytes:
        return "bytes <" + text + ">";
    case Kind::Fault:
        return "fault " + text;
    }
    return "?";
}

// All pieces, those of a literal joined, with the input cut every `step` bytes. Every input lies in
// memory of its own, so that a view of it that lives too long is found.
Pieces split(ResponseLimits limits, std::string_view input, std::size_t step)
{
    ResponseSplitter splitter(limits);
    Pieces out;
    while (!input.empty()) {
        const std::string bytes(input.substr(0, step));
        input.remove_prefix(bytes.size());
        std::string_view rest = bytes;
        while (const auto piece = splitter.next(rest)) {
            auto text = describe(*piece);
            if (piece->kind == Kind::Bytes && out.back().starts_with("bytes <")) {
                out.back().pop_back();
                text.erase(0, 7);
                out.back() += text;
            } else {
                out.push_back(std::move(text));
            }
        }
        EXPECT_TRUE(rest.empty());
    }
    return out;
}

// What comes out must not depend on how the input is cut.
Pieces split(ResponseLimits limits, std::string_view input)
{
    auto whole = split(limits, input, input.size());
    for (std::size_t step = 1; step < 9; ++step)
        EXPECT_EQ(split(limits, input, step), whole) << "cut every " << step;
    return whole;
}

Pieces split(std::string_view input)
{
    return split({.response = 100, .keptLiteral = 5}, input);
}

} // namespace

TEST(ResponseSplitter, CutsLines)
{
    EXPECT_EQ(
        split("* OK hello\r\na NO no\r\n+ \r\n\r\n* 1 EXISTS\r\n* 2 EX"),
        (Pieces{
            "response <* OK hello>",
            "response <a NO no>",
            "response <+ >",
            "response <>",
            "response <* 1 EXISTS>",
        })
    );
}

TEST(ResponseSplitter, KeepsShortLiteralsInPlace)
{
    EXPECT_EQ(
        split("* LIST () \"/\" {5}\r\na\r\n b\r\n* LIST () {0}\r\n {1}\r\nx y\r\n"),
        (Pieces{
            "response <* LIST () \"/\" {5}\r\na\r\n b>", "response <* LIST () {0}\r\n {1}\r\nx y>"
        })
    );
}

TEST(ResponseSplitter, StreamsLongLiterals)
{
    EXPECT_EQ(
        split(
            "* 1 FETCH (UID 4 BODY[] {6}\r\na\r\nb)\r FLAGS (\\Seen) BODY[1] ~{7}\r\n1234567 X {1}"
            "\r\n))\r\n* 2 EXISTS\r\n"
        ),
        (Pieces{
            "literal 6 <* 1 FETCH (UID 4 BODY[] {6}>",
            "bytes <a\r\nb)\r>",
            "literal 7b < FLAGS (\\Seen) BODY[1] ~{7}>",
            "bytes <1234567>",
            "response < X {1}\r\n))>",
            "response <* 2 EXISTS>",
        })
    );
}

TEST(ResponseSplitter, ReadsNoLiteralsInTextForPeople)
{
    for (const std::string line :
         {"a OK done {3}",
          "* OK done {3}",
          "* no {3}",
          "* BAD {3}",
          "* Bye {3}",
          "* PREAUTH {3}",
          "+ {3}",
          "a NO {99999999999999999999999999}"})
        EXPECT_EQ(
            split(line + "\r\n* 1 EXISTS\r\n"),
            (Pieces{"response <" + line + ">", "response <* 1 EXISTS>"})
        );
    // but words that only begin so are others
    EXPECT_EQ(split("* OKAY {1}\r\nx\r\n"), (Pieces{"response <* OKAY {1}\r\nx>"}));
}

TEST(ResponseSplitter, LooksForLiteralsInTheLastLineOnly)
{
    EXPECT_EQ(
        split("* X {3}\r\n{12}\r\n* Y\r\n"),
        (Pieces{"response <* X {3}\r\n{12}>", "response <* Y>"})
    );
}

TEST(ResponseSplitter, KeepsLiteralsUpToTheLimitOnly)
{
    EXPECT_EQ(split("* X {5}\r\n12345\r\n"), (Pieces{"response <* X {5}\r\n12345>"}));
    EXPECT_EQ(split("* X {4}\r\n1234\r\n"), (Pieces{"response <* X {4}\r\n1234>"}));
    EXPECT_EQ(
        split("* X {6}\r\n123456\r\n"),
        (Pieces{"literal 6 <* X {6}>", "bytes <123456>", "response <>"})
    );
}

TEST(ResponseSplitter, LimitsAResponse)
{
    const std::string begin = "* SEARCH ";
    for (const std::size_t size : {99U, 100U}) {
        const std::string line = begin + std::string(size - begin.size(), '1');
        EXPECT_EQ(split(line + "\r\n"), (Pieces{"response <" + line + ">"}));
    }
    const std::string line = begin + std::string(101 - begin.size(), '1');
    EXPECT_EQ(
        split(line + "\r\n* 1 EXISTS\r\n"), (Pieces{"fault a response longer than the limit"})
    );
    EXPECT_EQ(split(line + "1111"), (Pieces{"fault a response longer than the limit"}));
}

// A kept literal cannot take a response over the limit: it is streamed then.
TEST(ResponseSplitter, CountsKeptLiterals)
{
    const std::string line = "* X " + std::string(87, 'x') + " {4}";
    ASSERT_EQ(line.size(), 95U);
    EXPECT_EQ(
        split(line + "\r\n1234\r\n"),
        (Pieces{"literal 4 <" + line + ">", "bytes <1234>", "response <>"})
    );
    const std::string shorter = "* X " + std::string(86, 'x') + " {4}";
    EXPECT_EQ(split(shorter + "\r\n1234\r\n"), (Pieces{"response <" + shorter + "\r\n1234>"}));
    EXPECT_EQ(split(shorter + "\r\n1234)\r\n"), (Pieces{"fault a response longer than the limit"}));
}

TEST(ResponseSplitter, TakesTheGreatestLiteral)
{
    EXPECT_EQ(
        split("* X {9223372036854775807}\r\n123456789"),
        (Pieces{"literal 9223372036854775807 <* X {9223372036854775807}>", "bytes <123456789>"})
    );
    EXPECT_EQ(
        split("* X {9223372036854775808}\r\n123456789"),
        (Pieces{"fault a literal of more bytes than there can be"})
    );
}

TEST(ResponseSplitter, RefusesControlCharacters)
{
    using namespace std::string_literals;
    for (const std::string& line :
         {"* a\nb\r\n"s, "* a\rb\r\n"s, "* a\0b\r\n"s, "\n"s, "\r\r\n"s, "* a\r\r\n"s}) {
        const auto found = split(line + "* 1 EXISTS\r\n");
        ASSERT_EQ(found.size(), 1U) << line;
        EXPECT_TRUE(found.front().starts_with("fault ")) << found.front();
    }
    EXPECT_EQ(split("* X {5}\r\n\r\n\0\r\n\r\n"s), (Pieces{"response <* X {5}\r\n\r\n\0\r\n>"s}));
}

TEST(ResponseSplitter, SaysWhetherAResponseIsUnderWay)
{
    ResponseSplitter splitter;
    std::string_view input = "* 1 EX";
    EXPECT_TRUE(splitter.isBetweenResponses());
    EXPECT_FALSE(splitter.next(input));
    EXPECT_FALSE(splitter.isBetweenResponses());
    input = "ISTS\r\n";
    EXPECT_TRUE(splitter.next(input));
    EXPECT_TRUE(splitter.isBetweenResponses());
    input = "* 1 FETCH (BODY[] {5000}\r\n";
    EXPECT_TRUE(splitter.next(input));
    EXPECT_FALSE(splitter.isBetweenResponses());
}

} // namespace postamt::imap::proto
