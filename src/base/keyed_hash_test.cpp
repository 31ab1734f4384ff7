#include "base/keyed_hash.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <set>
#include <string>
#include <vector>

namespace postamt {

namespace {

// The mixing of libstdc++'s std::hash for strings (MurmurHash64A under a known seed), and its
// inverse.
constexpr std::uint64_t factor = 0xc6a4a7935bd1e995;
constexpr std::uint64_t seed = 0xc70f6907;

constexpr std::uint64_t inverse(std::uint64_t odd)
{
    std::uint64_t x = odd;
    for (int i = 0; i < 6; ++i)
        x *= 2 - odd * x;
    return x;
}

constexpr std::uint64_t mixed(std::uint64_t word)
{
    word *= factor;
    return (word ^ (word >> 47)) * factor;
}

constexpr std::uint64_t unmixed(std::uint64_t word)
{
    word *= inverse(factor);
    return (word ^ (word >> 47)) * inverse(factor);
}

/// Texts of 16 bytes with one std::hash: the second word undoes what the first did.
std::vector<std::string> colliding(std::uint64_t count)
{
    std::vector<std::string> out;
    const std::uint64_t begin = seed ^ (16 * factor);
    for (std::uint64_t first = 0; first < count; ++first) {
        const std::uint64_t afterFirst = (begin ^ mixed(first)) * factor;
        const std::uint64_t second = unmixed(afterFirst ^ 0x1234);
        std::string text(16, '\0');
        std::memcpy(text.data(), &first, 8);
        std::memcpy(text.data() + 8, &second, 8);
        out.push_back(text);
    }
    return out;
}

} // namespace

TEST(KeyedHash, TextsChosenToCollideDoNot)
{
    const auto texts = colliding(1000);
    std::set<std::size_t> plain;
    std::set<std::size_t> keyed;
    std::set<std::size_t> places;
    for (const auto& text : texts) {
        plain.insert(std::hash<std::string_view>()(text));
        keyed.insert(KeyedHash()(text));
        places.insert(KeyedHash()(text) % 1009);
    }
    EXPECT_EQ(plain.size(), 1U) << "the attack does not work here; nothing is shown by this test";
    EXPECT_EQ(keyed.size(), texts.size());
    EXPECT_GT(places.size(), 500U);
}

TEST(KeyedHash, IsAFunctionOfTheTextAlone)
{
    EXPECT_EQ(KeyedHash()("abc"), KeyedHash()(std::string("abc")));
    EXPECT_NE(KeyedHash()("abc"), KeyedHash()("abd"));
    EXPECT_EQ(KeyedHash()(""), KeyedHash()(std::string_view()));
}

} // namespace postamt
