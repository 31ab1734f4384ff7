#include "store/engine.h"
#include "store/rocks/layout.h"

#include <gtest/gtest.h>

namespace postamt::store::rocks {
namespace {

using namespace std::string_literals;

// These bytes are on people's disks: a change here is a change of the format.
TEST(LayoutTest, KeysAreAsDocumented)
{
    BlobId id;
    for (std::size_t i = 0; i < BlobId::size; ++i)
        id.bytes[i] = static_cast<std::uint8_t>(0x40 + i);
    const std::string hash(id.view());
    const Partition partition(0x0102030405060708);
    const std::string number = "\1\2\3\4\5\6\7\10"s;
    EXPECT_EQ(versionKey(partition), "v" + number);
    EXPECT_EQ(recordKey(partition, "key"), number + "key");
    EXPECT_EQ(recordPrefix(partition), number);
    EXPECT_EQ(chunkKey(id, 0x01020304), hash + "\1\2\3\4");
    EXPECT_EQ(markerKey(id), "b" + hash);
    EXPECT_EQ(holderKey(id, partition), "b" + hash + number);
    EXPECT_EQ(heldKey(partition, id), "p" + number + hash);
    EXPECT_EQ(aheadKey(id), "a" + hash);
    EXPECT_EQ(versionValue(Version(300)), "\xac\x02");
    EXPECT_EQ(markerValue({300, 1}), "\xac\x02\x02");
    EXPECT_EQ(blobOfKey(holderKey(id, partition)), id);
    EXPECT_EQ(formatNumber, 4U);
    EXPECT_EQ(blobPiece, 262144U);
}

TEST(LayoutTest, ReadsWhatItWrote)
{
    EXPECT_EQ(partitionOfVersionKey(versionKey(Partition(7))), Partition(7));
    EXPECT_EQ(versionOf(versionValue(Version(~0ULL))), Version(~0ULL));
    const auto marker = markerOf(markerValue({1ULL << 40, -5}));
    ASSERT_TRUE(marker);
    EXPECT_EQ(marker->size, 1ULL << 40);
    EXPECT_EQ(marker->written, -5);
}

TEST(LayoutTest, RefusesWhatItDidNotWrite)
{
    EXPECT_FALSE(partitionOfVersionKey("v"));
    EXPECT_FALSE(partitionOfVersionKey("w12345678"));
    EXPECT_FALSE(partitionOfVersionKey("v123456789"));
    EXPECT_FALSE(versionOf(""));
    EXPECT_FALSE(versionOf("\x01\x01"));
    EXPECT_FALSE(markerOf("\x01"));
    EXPECT_FALSE(markerOf("\x01\x01\x01"));
}

TEST(LayoutTest, CountsChunks)
{
    EXPECT_EQ(chunkCount(0), 0U);
    EXPECT_EQ(chunkCount(1), 1U);
    EXPECT_EQ(chunkCount(blobPiece), 1U);
    EXPECT_EQ(chunkCount(blobPiece + 1), 2U);
}

} // namespace
} // namespace postamt::store::rocks
