#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace postamt::text {

/// By what texts are told apart, ordered and searched (RFC 4790).
enum class Collation : std::uint8_t {
    UnicodeCasemap, ///< i;unicode-casemap (RFC 5051)
    AsciiCasemap, ///< i;ascii-casemap (RFC 4790 section 9.2): A to Z are a to z
    Octet, ///< i;octet (RFC 4790 section 9.3): byte by byte
};

/// The key by which texts are ordered and told apart. Keys are compared byte by byte. Of
/// i;unicode-casemap it has each letter in title case, then decomposed, and U+FFFD for ill-formed
/// UTF-8; of i;ascii-casemap the ASCII letters in upper case; of i;octet it is the text.
std::string collationKey(
    std::string_view utf8, Collation collation = Collation::UnicodeCasemap
);

/// The form in which texts are searched: a needle is in a text if its form is in that of the text.
/// For i;unicode-casemap this is folded(), which finds a little more.
std::string searchForm(std::string_view utf8, Collation collation);

} // namespace postamt::text
