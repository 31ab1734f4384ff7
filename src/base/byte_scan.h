#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

/// Walking over many bytes, eight at a time, to the few that matter.
namespace postamt {

namespace bytescan {

inline constexpr std::uint64_t everyByte = 0x0101'0101'0101'0101; ///< times b: b in each byte

inline std::uint64_t eightAt(std::string_view text, std::size_t at)
{
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    return word;
}

} // namespace bytescan

/// Where the first byte below `bound` (at most 128) stands, from `from` on; the size of the text if
/// there is none.
inline std::size_t findBelow(std::string_view text, unsigned char bound, std::size_t from = 0)
{
    using namespace bytescan;
    // A byte below the bound borrows from its top bit; one of 128 and more has that bit anyway.
    for (; from + 8 <= text.size(); from += 8) {
        const auto word = eightAt(text, from);
        if (((word - everyByte * bound) & ~word & everyByte * 0x80) != 0)
            break;
    }
    while (from < text.size() && static_cast<unsigned char>(text[from]) >= bound)
        ++from;
    return from < text.size() ? from : text.size();
}

/// True if every byte is 7-bit; for long texts.
inline bool isSevenBit(std::string_view text)
{
    using namespace bytescan;
    std::size_t at = 0;
    for (; at + 32 <= text.size(); at += 32) {
        const auto all = eightAt(text, at) | eightAt(text, at + 8) | eightAt(text, at + 16)
            | eightAt(text, at + 24);
        if ((all & everyByte * 0x80) != 0)
            return false;
    }
    for (; at < text.size(); ++at) {
        if (static_cast<unsigned char>(text[at]) >= 0x80)
            return false;
    }
    return true;
}

} // namespace postamt
