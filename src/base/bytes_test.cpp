#include "base/bytes.h"

#include <gtest/gtest.h>

#include <limits>

namespace postamt {

TEST(Record, RoundTripsNumbersAndStrings)
{
    const std::uint64_t numbers[]
        = {0, 1, 127, 128, 300, std::numeric_limits<std::uint64_t>::max()};
    const std::int64_t signs[] = {
        0, -1, 1, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()
    };
    RecordWriter writer;
    for (const auto n : numbers)
        writer.number(n);
    for (const auto n : signs)
        writer.signedNumber(n);
    writer.string("text");
    const std::string bytes = writer.take();

    RecordReader reader(bytes);
    for (const auto n : numbers)
        EXPECT_EQ(reader.number(), n);
    for (const auto n : signs)
        EXPECT_EQ(reader.signedNumber(), n);
    EXPECT_EQ(reader.string(), "text");
    EXPECT_TRUE(reader.ok());
    EXPECT_TRUE(reader.atEnd());
}

TEST(Record, AShortRecordFailsAndStaysFailed)
{
    RecordWriter writer;
    writer.string("text");
    const std::string bytes = writer.take();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        RecordReader reader(std::string_view(bytes).substr(0, size));
        EXPECT_EQ(reader.string(), "");
        EXPECT_FALSE(reader.ok());
        EXPECT_EQ(reader.number(), 0U);
    }
}

TEST(Record, ANumberMustFitItsType)
{
    RecordWriter writer;
    writer.number(255);
    writer.number(256);
    const std::string bytes = writer.take();
    RecordReader reader(bytes);
    EXPECT_EQ(reader.numberAs<std::uint8_t>(), 255U);
    EXPECT_TRUE(reader.ok());
    EXPECT_FALSE(reader.complete());
    EXPECT_EQ(reader.numberAs<std::uint8_t>(), 0U);
    EXPECT_FALSE(reader.ok());
    EXPECT_FALSE(reader.complete());
}

TEST(BigEndian, SortsByValueAndRoundTrips)
{
    std::string small;
    std::string large;
    putBigEndian<std::uint32_t>(small, 255);
    putBigEndian<std::uint32_t>(large, 256);
    EXPECT_LT(small, large);
    EXPECT_EQ(RecordReader(large).bigEndian<std::uint32_t>(), 256U);
}

} // namespace postamt
