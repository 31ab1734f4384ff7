#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::mime {

/// One element of an address list as IMAP ENVELOPE counts them (RFC 9051 section 7.5.2): an
/// address, or the beginning or end of a group. Strings are raw: quotes and backslashes removed,
/// encoded words kept, control characters made blanks.
struct Address {
    enum class Kind {
        Mailbox,
        GroupBegin, ///< the group's name is in `mailbox`
        GroupEnd, ///< all empty
    };

    Kind kind = Kind::Mailbox;
    std::string name; ///< the phrase, else the comment behind the address (RFC 822 style); or empty
    std::string route; ///< obsolete source route "@a,@b"; or empty
    std::string mailbox; ///< local part
    std::string host; ///< domain or [literal]; empty if it is missing

    bool operator==(const Address&) const = default;
};

/// Reads an address list (RFC 5322 section 3.4 with the obsolete forms, RFC 6532) in one pass
/// without recursion. Never fails: what is broken is taken as well as it can be, what is empty is
/// left out. Every group that begins also ends. Stops at `limit` elements.
std::vector<Address> parseAddresses(std::string_view raw, std::size_t limit = 10'000);

/// local@host as it is written in a message: the local part quoted if it must be.
std::string addressSpec(const Address& address);

/// The whole list as people read it, encoded words decoded: `Jörg <joerg@example.org>,
/// a@example.org`. For searching and showing; UTF-8.
std::string displayText(const std::vector<Address>& addresses);

} // namespace postamt::mime
