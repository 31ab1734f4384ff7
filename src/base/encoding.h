#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postamt {

/// Base64 (RFC 4648 section 4) with padding, without line breaks.
std::string base64Encode(std::string_view bytes);

/// Strict base64: only the alphabet, correct padding, no white space, unused bits zero; else
/// nothing.
std::optional<std::string> base64Decode(std::string_view text);

/// base64url (RFC 4648 section 5) without padding.
std::string base64UrlEncode(std::string_view bytes);

/// The reverse, strictly: nothing where a character is another (also one of padding), or unused
/// bits are not zero.
std::optional<std::string> base64UrlDecode(std::string_view text);

/// Lower-case hexadecimal.
std::string hexEncode(std::string_view bytes);

/// Hexadecimal in either case; nothing if a digit is wrong or the length is odd.
std::optional<std::string> hexDecode(std::string_view text);

} // namespace postamt
