#include "mime/structure.h"
#include "mime/summary.h"

#include <gtest/gtest.h>

namespace postamt::mime {

namespace {

const std::string partHeader = "Content-Type: multipart/mixed; boundary=";

std::string flat(std::size_t parts)
{
    std::string out = partHeader + "b\r\n\r\n";
    for (std::size_t i = 0; i < parts; ++i)
        out += "--b\r\n\r\nx\r\n";
    return out + "--b--\r\n";
}

/// Multiparts in multiparts, each with a boundary of its own.
std::string deep(std::size_t depth)
{
    std::string out;
    for (std::size_t i = 0; i < depth; ++i)
        out += partHeader + std::to_string(i) + "\r\n\r\n--" + std::to_string(i) + "\r\n";
    return out + "\r\nx\r\n";
}

std::string messages(std::size_t depth)
{
    std::string out;
    for (std::size_t i = 0; i < depth; ++i)
        out += "Content-Type: message/rfc822\r\n\r\n";
    return out + "\r\nx\r\n";
}

std::size_t deepest(const Structure& structure)
{
    std::vector<std::size_t> depth(structure.parts.size());
    std::size_t out = 0;
    for (std::size_t i = 1; i < structure.parts.size(); ++i)
        out = std::max(out, depth[i] = depth[structure.parts[i].parent] + 1);
    return out;
}

} // namespace

TEST(Structure, PartsAreLimited)
{
    Limits limits;
    limits.parts = 10;
    EXPECT_EQ(parse(flat(8), limits).parts.size(), 9U);
    const Structure at = parse(flat(9), limits);
    EXPECT_EQ(at.parts.size(), 10U);
    EXPECT_EQ(at.parts.back().media, Media::TextPlain);
    const std::string message = flat(12);
    const Structure above = parse(message, limits);
    ASSERT_EQ(above.parts.size(), 11U);
    EXPECT_EQ(above.fields.back().subtype, "octet-stream");
    EXPECT_EQ(above.parts.back().bodyEnd, message.size());
    EXPECT_EQ(above.parts.back().bodyBegin, above.parts.back().headerBegin);
    EXPECT_TRUE(message.substr(above.parts.back().bodyBegin).starts_with("\r\nx\r\n--b\r\n"));
    EXPECT_EQ(above.fields[0].lines, parse(message).fields[0].lines);
}

TEST(Structure, DepthIsLimited)
{
    Limits limits;
    limits.depth = 5;
    for (const auto& make : {deep, messages}) {
        EXPECT_EQ(deepest(parse(make(4), limits)), 4U);
        EXPECT_EQ(deepest(parse(make(5), limits)), 5U);
        const Structure above = parse(make(6), limits);
        EXPECT_EQ(deepest(above), 5U);
        EXPECT_EQ(above.parts.back().kind, PartKind::Leaf);
        EXPECT_EQ(above.fields.back().type, "application");
    }
}

TEST(Structure, AMessagePartNeedsRoomForItsMessage)
{
    Limits limits;
    limits.parts = 3;
    EXPECT_EQ(parse(messages(2), limits).parts.size(), 3U);
    const Structure above = parse(messages(3), limits);
    ASSERT_EQ(above.parts.size(), 3U);
    EXPECT_EQ(above.fields.back().subtype, "octet-stream");
}

TEST(Structure, HeadersAreLimited)
{
    const std::string field = "Content-Type: text/html\r\n";
    const std::string message = "X: " + std::string(95, 'x') + "\r\n" + field + "\r\nbody";
    const std::size_t header = 100 + field.size();
    for (const std::size_t limit : {header - 3, header, header + 1}) {
        Limits limits;
        limits.header = limit;
        const Structure structure = parse(message, limits);
        EXPECT_EQ(structure.fields[0].subtype, limit < header ? "htm" : "html") << limit;
        EXPECT_EQ(message.substr(structure.parts[0].bodyBegin), "body");
        limits = {};
        limits.headers = limit;
        EXPECT_EQ(parse(message, limits).fields[0].subtype, limit < header ? "htm" : "html");
    }
    // All headers together: the second part is not read any more.
    const std::string two = partHeader + "b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n--b--";
    Limits limits;
    limits.headers = two.find("--b");
    EXPECT_EQ(parse(two, limits).fields[1].subtype, "plain");
    limits.headers = two.size();
    EXPECT_EQ(parse(two, limits).fields[1].subtype, "html");
}

TEST(Structure, HostileSizesAreHarmless)
{
    const Structure wide = parse(flat(100'000));
    EXPECT_EQ(wide.parts.size(), Limits().parts + 1);
    for (const auto& make : {deep, messages}) {
        const std::string message = make(10'000);
        EXPECT_EQ(deepest(parse(message)), Limits().depth);
        EXPECT_TRUE(decode(encode(summarize(message))));
    }
    EXPECT_TRUE(decode(encode(summarize(flat(100'000)))));
}

// Twice the input, twice the work, whatever the input.
TEST(Structure, WorkIsLinear)
{
    const auto many = [](std::size_t n) {
        std::string out = deep(90);
        for (std::size_t i = 0; i < n; ++i)
            out += "--" + std::string(70, 'b') + "\r\n";
        return out;
    };
    const auto reopened = [](std::size_t n) {
        std::string out = deep(90);
        for (std::size_t i = 0; i < n; ++i)
            out += "--" + std::to_string(i % 89) + "\r\n" + partHeader + std::to_string(i % 89 + 1)
                + "\r\n\r\n";
        return out;
    };
    const auto longHeader
        = [](std::size_t n) { return "Subject: " + std::string(n * 10, 'x') + "\r\n"; };
    const auto folded = [](std::size_t n) {
        std::string out = "Subject:";
        for (std::size_t i = 0; i < n; ++i)
            out += " x\r\n";
        return out;
    };
    const auto dashes
        = [](std::size_t n) { return flat(1) + std::string(n, '-') + "\n" + std::string(n, '-'); };
    const std::function<std::string(std::size_t)> makers[]
        = {flat, deep, messages, many, reopened, longHeader, folded, dashes};
    for (const auto& make : makers) {
        const std::string small = make(2000);
        const std::string large = make(4000);
        const double perByteSmall
            = static_cast<double>(parse(small).steps) / static_cast<double>(small.size());
        const double perByteLarge
            = static_cast<double>(parse(large).steps) / static_cast<double>(large.size());
        EXPECT_LE(perByteLarge, perByteSmall * 1.1 + 0.1);
        EXPECT_LE(perByteLarge, 5);
    }
}

TEST(Structure, BoundariesStandOnLinesOfTheirOwn)
{
    const std::string head = partHeader + "\"a b\"\n\n";
    EXPECT_EQ(parse(head + "--a b\n\nx\n--a b\t \n\ny\n--a b--  \n").parts.size(), 3U);
    for (const auto* line : {"--a", "--a bc", " --a b", "-- a b", "--a b -", "--a b---", "a--a b"})
        EXPECT_EQ(parse(head + "--a b\n\nx\n" + line + "\n--a b--").parts.size(), 2U) << line;
    // The inner boundary is the outer one and two dashes more: the innermost match counts.
    const Structure nested = parse(
        partHeader + "a\n\n--a\n" + partHeader + "a--\n\n--a--\n\nx\n--a----\n--a\n\ny\n--a--\n"
    );
    ASSERT_EQ(nested.parts.size(), 4U);
    EXPECT_EQ(nested.parts[2].parent, 1U);
    EXPECT_EQ(nested.parts[3].parent, 0U);
}

TEST(FindPart, FollowsTheNumbersOfRfc9051)
{
    // The example of section 6.4.5: 1 text, 2 octets, 3 message with 1 text and 2 octets, 4
    // multipart with 1 image and 2 message with 1 text and 2 alternative.
    const std::string message = partHeader
        + "a\n\n--a\n\n1\n--a\n\n2\n--a\nContent-Type: message/rfc822\n\n" + partHeader
        + "b\n\n--b\n\n3.1\n--b\n\n3.2\n--b--\n--a\n" + partHeader
        + "c\n\n--c\n\n4.1\n--c\nContent-Type: message/rfc822\n\n" + partHeader
        + "d\n\n--d\n\n4.2.1\n--d\n" + partHeader
        + "e\n\n--e\n\n4.2.2.1\n--e\n\n4.2.2.2\n--e--\n--d--\n--c--\n--a--\n";
    const Structure structure = parse(message);
    const auto body = [&](std::vector<std::uint32_t> numbers) {
        const std::uint32_t index = findPart(structure.parts, numbers);
        return index == Part::none ? "none"
                                   : std::string(bytesOf(message, structure.parts[index].body()));
    };
    EXPECT_EQ(body({1}), "1");
    EXPECT_EQ(body({2}), "2");
    EXPECT_EQ(body({3, 1}), "3.1");
    EXPECT_EQ(body({3, 2}), "3.2");
    EXPECT_EQ(body({4, 1}), "4.1");
    EXPECT_EQ(body({4, 2, 1}), "4.2.1");
    EXPECT_EQ(body({4, 2, 2, 1}), "4.2.2.1");
    EXPECT_EQ(body({4, 2, 2, 2}), "4.2.2.2");
    EXPECT_TRUE(body({3}).starts_with("Content-Type: multipart/mixed; boundary=b"));
    EXPECT_EQ(body({}).size(), structure.parts[0].body().size());
    for (const auto& numbers : std::vector<std::vector<std::uint32_t>>{
             {0},
             {5},
             {1, 1},
             {3, 3},
             {3, 0},
             {4, 2, 2, 3},
             {4, 2, 2, 1, 1},
             {0xffffffff}
    })
        EXPECT_EQ(body(numbers), "none");
}

TEST(FindPart, PartOneOfASimpleMessageIsItsBody)
{
    const auto find = [](const std::string& message, std::vector<std::uint32_t> numbers) {
        return findPart(parse(message).parts, numbers);
    };
    EXPECT_EQ(find("a: b\n\nx", {1}), 0U);
    EXPECT_EQ(find("a: b\n\nx", {2}), Part::none);
    EXPECT_EQ(find("a: b\n\nx", {1, 1}), Part::none);
    EXPECT_EQ(find("Content-Type: message/rfc822\n\na: b\n\nx", {1}), 0U);
    EXPECT_EQ(find("Content-Type: message/rfc822\n\na: b\n\nx", {1, 1}), 1U);
    EXPECT_EQ(find("Content-Type: message/rfc822\n\n" + partHeader + "b\n\n--b\n\nx", {1, 1}), 2U);
    EXPECT_EQ(findPart({}, {}), Part::none);
}

} // namespace postamt::mime
