#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace postamt::mail {

/// System flags of a message (RFC 9051 section 2.3.2), as bits. \Recent is not among them: it
/// belongs to a session, not to the message.
enum class Flag : std::uint16_t {
    Seen = 1,
    Answered = 2,
    Flagged = 4,
    Deleted = 8,
    Draft = 16,
};

/// A set of system flags.
struct FlagSet {
    std::uint16_t bits = 0;

    constexpr bool operator==(const FlagSet&) const = default;

    constexpr bool has(Flag flag) const { return (bits & static_cast<std::uint16_t>(flag)) != 0; }

    constexpr FlagSet& add(Flag flag)
    {
        bits = static_cast<std::uint16_t>(bits | static_cast<std::uint16_t>(flag));
        return *this;
    }
};

/// What the service itself remembers of a message; IMAP does not show it.
enum class ServiceBit : std::uint16_t {
    PopFetched = 1, ///< read by RETR in a POP session that ended with QUIT
    SentByOwner = 2, ///< arrived by submission from the account's owner
    CrlfLines = 4, ///< every line ends with CRLF as stored, so that POP sends Row::size octets
};

/// Keywords of one message, as bits that index the keyword table of its mailbox.
using KeywordMask = std::uint64_t;

/// A mailbox knows at most this many different keywords; a further one is refused with NO [LIMIT].
constexpr std::size_t maxKeywords = 64;

/// And a keyword has at most this many characters.
constexpr std::size_t maxKeywordSize = 128;

/// How STORE changes flags (RFC 9051 section 6.4.6).
enum class FlagMode { Replace, Add, Remove };

/// Flags as a command names them: system flags, and keywords in their letter case.
struct FlagList {
    FlagSet flags;
    std::vector<std::string> keywords;
};

} // namespace postamt::mail
