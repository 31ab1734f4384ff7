#include "web/file.h"

#include <gtest/gtest.h>

#include <zlib.h>

namespace postamt::web {

namespace {

std::string unpacked(std::string_view packed, std::size_t size)
{
    std::string out(size, '\0');
    z_stream stream{};
    EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
    std::string input(packed);
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
    EXPECT_EQ(stream.avail_out, 0U);
    inflateEnd(&stream);
    return out;
}

} // namespace

TEST(Pages, AreWholeInBothForms)
{
    EXPECT_NE(findFile(pages(), "/robots.txt"), nullptr);
    EXPECT_EQ(findFile(pages(), "/robots"), nullptr);
    for (const auto& file : pages()) {
        EXPECT_EQ(unpacked(file.compressed, file.bytes.size()), file.bytes) << file.path;
        EXPECT_FALSE(file.type.empty());
        EXPECT_EQ(file.isForever, file.path.starts_with("/assets/"));
    }
}

} // namespace postamt::web
