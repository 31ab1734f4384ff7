#include "base/byte_scan.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace postamt {
namespace {

std::size_t findSlowly(std::string_view text, unsigned char bound, std::size_t from)
{
    while (from < text.size() && static_cast<unsigned char>(text[from]) >= bound)
        ++from;
    return from < text.size() ? from : text.size();
}

TEST(ByteScan, FindsEachByteAtEachPlace)
{
    for (std::size_t size = 0; size <= 40; ++size) {
        for (std::size_t place = 0; place < size; ++place) {
            for (unsigned byte = 0; byte < 256; ++byte) {
                std::string text(size, 'x');
                text[place] = static_cast<char>(byte);
                for (const auto bound : std::to_array<unsigned char>({1, 14, 32, 128}))
                    ASSERT_EQ(findBelow(text, bound), findSlowly(text, bound, 0))
                        << size << ' ' << place << ' ' << byte;
                ASSERT_EQ(isSevenBit(text), byte < 128) << size << ' ' << place << ' ' << byte;
            }
        }
    }
}

TEST(ByteScan, GoesOnFromAnyPlace)
{
    std::string text;
    for (unsigned i = 0; i < 600; ++i)
        text += static_cast<char>(i * 37 % 251);
    for (std::size_t from = 0; from <= text.size() + 1; ++from)
        ASSERT_EQ(findBelow(text, 14, from), findSlowly(text, 14, from)) << from;
}

} // namespace
} // namespace postamt
