#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::tokens {

/// An https URL (RFC 3986, RFC 9110 section 4.2.2) that we may ask for.
struct HttpsUrl {
    std::string host; ///< a name or an address, without brackets
    std::uint16_t port = 443;
    std::string target; ///< path and query, at least "/"

    /// Nothing if it is no https URL, or has a user name, a fragment, or characters that are not
    /// allowed in one.
    static std::optional<HttpsUrl> parse(std::string_view text);

    /// What stands in the Host field.
    std::string authority() const;
};

} // namespace postamt::tokens
