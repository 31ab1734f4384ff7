#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postamt::tokens {

/// The reverse of base64url without padding (RFC 7515 section 2), strictly: nothing where a
/// character is another, or unused bits are not zero.
std::optional<std::string> base64UrlDecode(std::string_view text);

} // namespace postamt::tokens
