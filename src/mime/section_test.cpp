#include "mime/section.h"
#include "mime/structure.h"

#include <gtest/gtest.h>

namespace postamt::mime {

namespace {

const std::string message
    = "Subject: outer\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\npreamble\r\n"
      "--b\r\nContent-Type: text/plain\r\n\r\none\r\n"
      "--b\r\nContent-Type: message/rfc822\r\nX-Part: 2\r\n\r\nSubject: "
      "inner\r\n\r\ntwo\r\n--b--\r\n";

std::string section(const std::string& text, std::vector<std::uint32_t> numbers, SectionText what)
{
    const auto range = sectionRange(parse(text).parts, numbers, what);
    return range ? std::string(bytesOf(text, *range)) : "none";
}

} // namespace

TEST(Section, NamesItsBytes)
{
    EXPECT_EQ(section(message, {}, SectionText::Whole), message);
    EXPECT_EQ(
        section(message, {}, SectionText::Header),
        "Subject: outer\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    );
    EXPECT_TRUE(section(message, {}, SectionText::Text).starts_with("preamble\r\n"));
    EXPECT_EQ(section(message, {1}, SectionText::Whole), "one");
    EXPECT_EQ(section(message, {1}, SectionText::Mime), "Content-Type: text/plain\r\n\r\n");
    EXPECT_EQ(
        section(message, {2}, SectionText::Mime),
        "Content-Type: message/rfc822\r\nX-Part: 2\r\n\r\n"
    );
    EXPECT_EQ(section(message, {2}, SectionText::Whole), "Subject: inner\r\n\r\ntwo");
    EXPECT_EQ(section(message, {2}, SectionText::Header), "Subject: inner\r\n\r\n");
    EXPECT_EQ(section(message, {2}, SectionText::Text), "two");
    EXPECT_EQ(section(message, {2, 1}, SectionText::Whole), "two");
    EXPECT_EQ(section("a: b\r\n\r\nx", {1}, SectionText::Whole), "x");
    EXPECT_EQ(section("a: b\r\n\r\nx", {1}, SectionText::Mime), "a: b\r\n\r\n");
}

TEST(Section, MayBeMissing)
{
    EXPECT_EQ(section(message, {}, SectionText::Mime), "none");
    EXPECT_EQ(section(message, {1}, SectionText::Header), "none");
    EXPECT_EQ(section(message, {1}, SectionText::Text), "none");
    EXPECT_EQ(section(message, {3}, SectionText::Whole), "none");
    EXPECT_EQ(section("a: b\r\n\r\nx", {1}, SectionText::Header), "none");
}

TEST(Section, FiltersHeaders)
{
    const std::string header = "From x\r\nA: 1\r\nB: 2\r\n fold\r\na : 3\r\nC: 4\r\n\r\n";
    EXPECT_EQ(
        filteredHeader(header, std::vector<std::string>{"A", "c", "x"}, false),
        "A: 1\r\na : 3\r\nC: 4\r\n\r\n"
    );
    EXPECT_EQ(
        filteredHeader(header, std::vector<std::string>{"a", "C"}, true), "B: 2\r\n fold\r\n\r\n"
    );
    EXPECT_EQ(filteredHeader(header, {}, false), "\r\n");
    EXPECT_EQ(filteredHeader("A: 1", std::vector<std::string>{"a"}, false), "A: 1\r\n\r\n");
    EXPECT_EQ(filteredHeader("", {}, true), "\r\n");
}

TEST(Section, PartialStaysInside)
{
    constexpr auto most = std::numeric_limits<std::uint64_t>::max();
    EXPECT_EQ(partial("abcdef", 1, 3), "bcd");
    EXPECT_EQ(partial("abcdef", 4, 9), "ef");
    EXPECT_EQ(partial("abcdef", 6, 1), "");
    EXPECT_EQ(partial("abcdef", most, most), "");
    EXPECT_EQ(partial(Range{10, 16}, 1, 3), (Range{11, 14}));
    EXPECT_EQ(partial(Range{10, 16}, 4, most), (Range{14, 16}));
    EXPECT_EQ(partial(Range{10, 16}, most, most), (Range{16, 16}));
    EXPECT_EQ(bytesOf("abc", Range{2, 9}), "c");
    EXPECT_EQ(bytesOf("abc", Range{5, 9}), "");
}

} // namespace postamt::mime
