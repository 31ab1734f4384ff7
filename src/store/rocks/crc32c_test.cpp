#include "store/rocks/crc32c.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace postamt::store::rocks {
namespace {

/// Bit by bit, as the definition says.
std::uint32_t slowly(std::uint32_t before, std::string_view bytes)
{
    std::uint32_t sum = ~before;
    for (const char c : bytes) {
        sum ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            sum = sum >> 1U ^ ((sum & 1U) != 0 ? 0x82f6'3b78U : 0U);
    }
    return ~sum;
}

// RFC 3720 appendix B.4
TEST(Crc32c, IsThatOfTheStandard)
{
    if (!hasCrcInstruction())
        GTEST_SKIP() << "this processor has no instruction for it";
    EXPECT_EQ(crc32c(0, std::string(32, '\0')), 0x8a91'36aaU);
    EXPECT_EQ(crc32c(0, std::string(32, '\xff')), 0x62a8'ab43U);
    EXPECT_EQ(crc32c(0, "123456789"), 0xe306'9283U);
}

TEST(Crc32c, GoesOnFromAnyPlace)
{
    if (!hasCrcInstruction())
        GTEST_SKIP() << "this processor has no instruction for it";
    std::string text;
    for (unsigned i = 0; i < 300; ++i)
        text += static_cast<char>(i * 73 % 251);
    const std::string_view all = text;
    for (std::size_t cut = 0; cut <= all.size(); ++cut) {
        ASSERT_EQ(crc32c(0, all.substr(0, cut)), slowly(0, all.substr(0, cut))) << cut;
        ASSERT_EQ(crc32c(crc32c(0, all.substr(0, cut)), all.substr(cut)), slowly(0, all)) << cut;
    }
}

// When this fails RocksDB has changed: nothing is lost but speed.
TEST(Crc32c, IsWhatRocksUses)
{
    EXPECT_EQ(rocksUsesCrcInstruction(), hasCrcInstruction());
}

} // namespace
} // namespace postamt::store::rocks
