#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace postamt::text {

/// What stands for bytes that mean nothing: U+FFFD.
constexpr char32_t replacement = 0xfffd;

/// The code point at `position`, which must lie inside the text; moves `position` behind it. A
/// sequence that is not UTF-8 (overlong, surrogate, beyond U+10FFFF, cut off) gives U+FFFD and
/// moves behind its longest valid beginning, at least one byte.
char32_t nextCodePoint(std::string_view text, std::size_t& position);

/// How many bytes from `position` on are ASCII.
std::size_t asciiRun(std::string_view text, std::size_t position);

/// Appends one code point; what is not a Unicode scalar value becomes U+FFFD.
void appendCodePoint(std::string& out, char32_t codePoint);

/// The text with every ill-formed sequence replaced by U+FFFD.
std::string repaired(std::string_view text);

/// The longest beginning of at most `bytes` bytes that does not cut a code point in two.
std::string_view truncated(std::string_view utf8, std::size_t bytes);

/// The first `count` code points, or all.
std::string_view firstCodePoints(std::string_view utf8, std::size_t count);

} // namespace postamt::text
