#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::mail {

/// What somebody may do with a mailbox (RFC 4314 section 2.1), as bits; they are stored.
enum class Right : std::uint16_t {
    Lookup = 1, ///< l: see that it is there
    Read = 2, ///< r: select it, ask for its STATUS
    Seen = 4, ///< s: change \Seen
    Write = 8, ///< w: change the other flags but \Deleted
    Insert = 16, ///< i: append and copy messages into it
    Post = 32, ///< p: send mail to it; nothing here asks for it
    CreateMailbox = 64, ///< k: make mailboxes below it
    DeleteMailbox = 128, ///< x: delete and rename it
    DeleteMessages = 256, ///< t: change \Deleted
    Expunge = 512, ///< e
    Administer = 1024, ///< a: read and change who has which rights
};

/// A set of rights.
struct Rights {
    std::uint16_t bits = 0;

    constexpr Rights() = default;

    constexpr Rights(Right right) : bits(static_cast<std::uint16_t>(right)) { }

    constexpr bool operator==(const Rights&) const = default;

    static constexpr Rights all() { return ofBits(0x7ff); }

    static constexpr Rights ofBits(unsigned bits)
    {
        Rights out;
        out.bits = static_cast<std::uint16_t>(bits);
        return out;
    }

    constexpr bool has(Right right) const { return (bits & Rights(right).bits) != 0; }

    constexpr bool includes(Rights others) const { return (bits & others.bits) == others.bits; }

    constexpr bool hasAnyOf(Rights others) const { return (bits & others.bits) != 0; }

    constexpr bool isEmpty() const { return bits == 0; }

    constexpr Rights without(Rights others) const
    {
        return ofBits(bits & ~static_cast<unsigned>(others.bits));
    }
};

constexpr Rights operator|(Rights a, Rights b)
{
    return Rights::ofBits(static_cast<unsigned>(a.bits) | b.bits);
}

constexpr Rights operator|(Right a, Right b)
{
    return Rights(a) | Rights(b);
}

/// The rights of these letters, in any order: those of RFC 4314, and of the obsolete ones `c` for
/// `k`, `d` for `t`, `e` and `x` (section 2.1.1). Nothing if a letter is none of them.
std::optional<Rights> rightsOf(std::string_view letters);

/// The letters in the order of the RFC, with `c` and `d` where a member of theirs is among them.
std::string lettersOf(Rights rights);

/// The letters that can be given one by one (RFC 4314 section 3.7).
std::string_view grantableLetters();

} // namespace postamt::mail
