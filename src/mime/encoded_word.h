#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace postamt::mime {

/// The length of the encoded word (RFC 2047) that begins exactly at `position`, 0 if none does.
/// Blanks inside are tolerated if `blanks` says so; broken mailers write them.
std::size_t encodedWordLength(std::string_view text, std::size_t position, bool blanks = false);

/// An unfolded header text as people read it: encoded words decoded, also inside quotes and glued
/// to other text; white space between two of them dropped, and characters cut in two between them
/// mended. What is no encoded word stays as it is, 8-bit bytes as text::fromUnknown has it. Always
/// UTF-8, linear.
std::string decodeWords(std::string_view text);

/// UTF-8 as encoded words of at most 75 characters, joined by single blanks, in Q or B, whichever
/// is shorter. Pure ASCII too becomes encoded words. Characters are not cut.
std::string encodeWords(std::string_view utf8);

/// The text with only those words encoded that are not ASCII, so that decodeWords gives the text
/// back. ASCII text comes back unchanged. 8-bit bytes that are not UTF-8 are converted first.
std::string asciiText(std::string_view text);

} // namespace postamt::mime
