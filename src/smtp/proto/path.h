#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::smtp::proto {

/// Longest local part, without quotes. RFC 5321 section 4.5.3.1.1 says 64, but VERP and SRS make
/// longer ones.
constexpr std::size_t maxLocalPart = 255;
/// Longest domain, as given and as A-labels (RFC 5321 section 4.5.3.1.2).
constexpr std::size_t maxDomain = 255;

/// The address of a mailbox in the envelope (RFC 5321 section 4.1.2, RFC 6531 section 3.3).
struct Mailbox {
    std::string localPart; ///< without quotes and backslashes, in the case given
    std::string domain; ///< lower case, IDN as A-labels, or an address literal "[192.0.2.1]"
    std::string givenDomain; ///< as the client wrote it

    /// <Postmaster> without a domain, the one mailbox that needs none.
    bool isPostmaster() const { return domain.empty(); }

    bool isLiteral() const { return domain.starts_with('['); }

    /// True if the local part needs SMTPUTF8 on its way.
    bool needsUtf8() const;
    /// addr-spec with the domain as A-labels; the local part quoted where it must be.
    std::string format() const;

    bool operator==(const Mailbox&) const = default;
};

/// A path that was read, and whether a byte of it was beyond ASCII.
struct ParsedPath {
    std::optional<Mailbox> mailbox; ///< none for <>
    bool beyondAscii = false;
};

/// What is wrong with a path.
enum class PathFault {
    Syntax,
    TooLong,
    BadDomain, ///< an internationalised domain name that has no A-label form
};

/// Takes `<path>` from the front of `text`. Source routes are read and dropped (RFC 5321 appendix
/// C). Lenient where it harms nobody: dots at any place of a local part, underscores in a domain.
std::expected<ParsedPath, PathFault> takePath(std::string_view& text);

/// Reads an addr-spec without angle brackets and without a source route, to its end.
std::expected<Mailbox, PathFault> parseMailbox(std::string_view text);

} // namespace postamt::smtp::proto
