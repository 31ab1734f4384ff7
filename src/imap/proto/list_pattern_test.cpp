#include "imap/proto/list_pattern.h"

#include <gtest/gtest.h>

#include <chrono>

namespace postamt::imap::proto {

namespace {

bool matches(std::string_view pattern, std::string_view name)
{
    return ListPattern("", pattern).matches(name);
}

// What the RFC says, without regard for time.
bool matchesSlowly(std::string_view pattern, std::string_view name)
{
    if (pattern.empty())
        return name.empty();
    const char first = pattern.front();
    if (first != '*' && first != '%')
        return !name.empty() && name.front() == first
            && matchesSlowly(pattern.substr(1), name.substr(1));
    for (std::size_t i = 0; i <= name.size(); ++i) {
        if (matchesSlowly(pattern.substr(1), name.substr(i)))
            return true;
        if (i < name.size() && first == '%' && name[i] == '/')
            return false;
    }
    return false;
}

// The n-th word over an alphabet.
std::string word(std::string_view alphabet, unsigned n)
{
    std::string out;
    for (; n > 0; n /= static_cast<unsigned>(alphabet.size() + 1)) {
        const auto letter = n % (alphabet.size() + 1);
        if (letter > 0)
            out += alphabet[letter - 1];
    }
    return out;
}

} // namespace

TEST(ListPattern, MatchesWildcards)
{
    EXPECT_TRUE(matches("*", "a/b/c"));
    EXPECT_TRUE(matches("%", "a"));
    EXPECT_FALSE(matches("%", "a/b"));
    EXPECT_TRUE(matches("a/%", "a/b"));
    EXPECT_FALSE(matches("a/%", "a"));
    EXPECT_FALSE(matches("a/%", "a/b/c"));
    EXPECT_TRUE(matches("a/*", "a/b/c"));
    EXPECT_TRUE(matches("%/c", "b/c"));
    EXPECT_TRUE(matches("*c", "a/b/c"));
    EXPECT_TRUE(matches("%%*", "a/b"));
    EXPECT_FALSE(matches("a", "A"));
    EXPECT_FALSE(matches("", "a"));
}

TEST(ListPattern, ReadsThePatternAfterTheReference)
{
    EXPECT_TRUE(ListPattern("a/", "%").matches("a/b"));
    EXPECT_FALSE(ListPattern("a/", "%").matches("b"));
    EXPECT_TRUE(ListPattern("a", "*").matches("ab"));
}

TEST(ListPattern, KnowsInboxInAnyLetterCase)
{
    for (const auto* pattern : {"inbox", "InBox", "in%", "i*", "*box", "inbox*", "%box"})
        EXPECT_TRUE(matches(pattern, "INBOX")) << pattern;
    EXPECT_TRUE(matches("inbox/%", "INBOX/a"));
    EXPECT_TRUE(matches("in*/a", "INBOX/a"));
    EXPECT_FALSE(matches("inbox/A", "INBOX/a"));
    EXPECT_FALSE(matches("in*", "INNER"));
}

TEST(ListPattern, AgreesWithThePlainReading)
{
    for (unsigned p = 0; p < 625; ++p) {
        const auto pattern = word("a/*%", p);
        for (unsigned n = 0; n < 243; ++n) {
            const auto name = word("a/", n);
            ASSERT_EQ(matches(pattern, name), matchesSlowly(pattern, name))
                << pattern << ' ' << name;
        }
    }
}

TEST(ListPattern, HasALimit)
{
    for (const std::size_t size : {1999U, 2000U, 2001U}) {
        const std::string name(size, 'x');
        EXPECT_EQ(matches(name, name), size <= 2000) << size;
    }
}

TEST(ListPattern, TakesNoExponentialTime)
{
    std::string pattern;
    for (int i = 0; i < 999; ++i)
        pattern += "%a";
    const std::string name(1000, 'a');
    const auto start = std::chrono::steady_clock::now();
    EXPECT_FALSE(matches(pattern + "b", name));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

} // namespace postamt::imap::proto
