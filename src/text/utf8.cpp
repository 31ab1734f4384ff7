#include "text/utf8.h"

#include "base/utf8.h"

#include <cstdint>
#include <cstring>

namespace postamt::text {

namespace {

unsigned char byteAt(std::string_view text, std::size_t position)
{
    return static_cast<unsigned char>(text[position]);
}

} // namespace

// Looks at eight at a time.
std::size_t asciiRun(std::string_view text, std::size_t position)
{
    std::size_t i = position;
    while (i + 8 <= text.size()) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + i, 8);
        if ((word & 0x8080808080808080U) != 0)
            break;
        i += 8;
    }
    while (i < text.size() && byteAt(text, i) < 0x80)
        ++i;
    return i - position;
}

// The Unicode Standard, table 3-7: the range of the second byte depends on the first.
char32_t nextCodePoint(std::string_view text, std::size_t& position)
{
    const unsigned char first = byteAt(text, position++);
    if (first < 0x80)
        return first;
    unsigned char low = 0x80;
    unsigned char high = 0xbf;
    int more = 0;
    char32_t value = 0;
    if (first >= 0xc2 && first <= 0xdf) {
        more = 1;
        value = first & 0x1fU;
    } else if (first >= 0xe0 && first <= 0xef) {
        more = 2;
        value = first & 0x0fU;
        low = first == 0xe0 ? 0xa0 : low;
        high = first == 0xed ? 0x9f : high;
    } else if (first >= 0xf0 && first <= 0xf4) {
        more = 3;
        value = first & 0x07U;
        low = first == 0xf0 ? 0x90 : low;
        high = first == 0xf4 ? 0x8f : high;
    } else {
        return replacement;
    }
    for (; more > 0; --more) {
        if (position == text.size() || byteAt(text, position) < low
            || byteAt(text, position) > high)
            return replacement;
        value = value << 6 | (byteAt(text, position++) & 0x3fU);
        low = 0x80;
        high = 0xbf;
    }
    return value;
}

void appendCodePoint(std::string& out, char32_t codePoint)
{
    if (codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff))
        codePoint = replacement;
    const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
    if (codePoint < 0x80) {
        put(codePoint);
    } else if (codePoint < 0x800) {
        put(0xc0U | codePoint >> 6);
        put(0x80U | (codePoint & 0x3fU));
    } else if (codePoint < 0x10000) {
        put(0xe0U | codePoint >> 12);
        put(0x80U | (codePoint >> 6 & 0x3fU));
        put(0x80U | (codePoint & 0x3fU));
    } else {
        put(0xf0U | codePoint >> 18);
        put(0x80U | (codePoint >> 12 & 0x3fU));
        put(0x80U | (codePoint >> 6 & 0x3fU));
        put(0x80U | (codePoint & 0x3fU));
    }
}

std::string repaired(std::string_view text)
{
    if (isUtf8(text))
        return std::string(text);
    std::string out;
    out.reserve(text.size() + 16);
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t ascii = asciiRun(text, i);
        out += text.substr(i, ascii);
        i += ascii;
        if (i < text.size())
            appendCodePoint(out, nextCodePoint(text, i));
    }
    return out;
}

std::string_view truncated(std::string_view utf8, std::size_t bytes)
{
    if (utf8.size() <= bytes)
        return utf8;
    // A code point has at most three bytes after its first.
    for (std::size_t back = 0; back < 4 && back <= bytes; ++back) {
        if ((byteAt(utf8, bytes - back) & 0xc0U) != 0x80)
            return utf8.substr(0, bytes - back);
    }
    return utf8.substr(0, bytes);
}

std::string_view firstCodePoints(std::string_view utf8, std::size_t count)
{
    std::size_t i = 0;
    for (; count > 0 && i < utf8.size(); --count)
        nextCodePoint(utf8, i);
    return utf8.substr(0, i);
}

} // namespace postamt::text
