#pragma once

#include <string>
#include <string_view>

namespace postamt::text {

/// The key by which texts are ordered and told apart: i;unicode-casemap (RFC 5051), each letter in
/// title case, then decomposed. Keys are compared byte by byte. Ill-formed UTF-8 becomes U+FFFD.
std::string collationKey(std::string_view utf8);

} // namespace postamt::text
