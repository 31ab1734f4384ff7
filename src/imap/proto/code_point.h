#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace postamt::imap::proto {

/// What nextCodePoint() answers where the text is not UTF-8.
inline constexpr char32_t invalidCodePoint = 0xffffffff;

/// Takes one code point off the front of a text that is not empty. Where the bytes are no UTF-8
/// (RFC 3629: overlong, surrogate, above U+10FFFF, cut short) takes one byte and answers
/// invalidCodePoint.
char32_t nextCodePoint(std::string_view& text);

/// Appends a code point as UTF-8; the code point must be a Unicode scalar value.
void appendCodePoint(std::string& out, char32_t codePoint);

} // namespace postamt::imap::proto
