#pragma once

#include <optional>
#include <string_view>

namespace postamt::sasl {

/// The value of a key among pairs `key=value %x01` that end with one %x01 more (RFC 7628 section 3.1,
/// which XOAUTH2 has in the same form); empty if there is no such pair. Nothing if the text is not of
/// that form, or the key comes twice.
std::optional<std::string_view> pairValue(std::string_view pairs, std::string_view key);

/// The token in "Bearer token" (RFC 6750 section 2.1); empty for an empty text. Nothing if it is of
/// another form.
std::optional<std::string_view> bearerToken(std::string_view authorization);

} // namespace postamt::sasl
