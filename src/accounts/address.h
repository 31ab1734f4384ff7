#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace postamt::accounts {

/// Longest local part and domain, in bytes (RFC 5321 section 4.5.3.1).
constexpr std::size_t maxLocalPart = 64;
constexpr std::size_t maxDomain = 253;

/// A mail address in the form in which two are compared: local part unquoted and case-folded,
/// domain in lower case with A-labels (xn--).
struct Address {
    std::string local;
    std::string domain;

    /// local@domain, for keys and for people; the local part is not quoted.
    std::string text() const { return local + "@" + domain; }

    bool operator==(const Address&) const = default;
};

/// The form of a local part in which two are compared: Unicode NFKC_Casefold, so that Müller and
/// müller are the same however they were typed. Bad: empty, too long, not UTF-8, or a control
/// character.
Result<std::string> normalLocalPart(std::string_view local);

/// A domain in lower case with A-labels (IDNA2008). An address literal ([192.0.2.1]) stays as it
/// is. Bad with a text if it is no domain name.
Result<std::string> normalDomain(std::string_view domain);

/// An address as people and SMTP write it: `alice@example.org`, `"a b"@example.org`,
/// `müller@köln.de`.
Result<Address> parseAddress(std::string_view text);

} // namespace postamt::accounts
