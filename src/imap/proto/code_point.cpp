#include "imap/proto/code_point.h"

namespace postamt::imap::proto {

namespace {

constexpr unsigned byteAt(std::string_view text, std::size_t i)
{
    return static_cast<unsigned char>(text[i]);
}

char32_t invalid(std::string_view& text)
{
    text.remove_prefix(1);
    return invalidCodePoint;
}

} // namespace

char32_t nextCodePoint(std::string_view& text)
{
    const unsigned first = byteAt(text, 0);
    if (first < 0x80) {
        text.remove_prefix(1);
        return first;
    }
    std::size_t size = 2;
    char32_t least = 0x80;
    char32_t value = first & 0x1fU;
    if (first >= 0xf0) {
        size = 4;
        least = 0x10000;
        value = first & 0x07U;
    } else if (first >= 0xe0) {
        size = 3;
        least = 0x800;
        value = first & 0x0fU;
    }
    if (first < 0xc2 || first > 0xf4 || text.size() < size)
        return invalid(text);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byteAt(text, i) & 0xc0U) != 0x80)
            return invalid(text);
        value = value << 6 | (byteAt(text, i) & 0x3fU);
    }
    if (value < least || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return invalid(text);
    text.remove_prefix(size);
    return value;
}

void appendCodePoint(std::string& out, char32_t codePoint)
{
    const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
    if (codePoint < 0x80) {
        put(codePoint);
        return;
    }
    if (codePoint < 0x800) {
        put(0xc0 | codePoint >> 6);
    } else {
        if (codePoint < 0x10000) {
            put(0xe0 | codePoint >> 12);
        } else {
            put(0xf0 | codePoint >> 18);
            put(0x80 | (codePoint >> 12 & 0x3f));
        }
        put(0x80 | (codePoint >> 6 & 0x3f));
    }
    put(0x80 | (codePoint & 0x3f));
}

} // namespace postamt::imap::proto
