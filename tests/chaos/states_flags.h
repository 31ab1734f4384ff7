#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace postamt::chaos {

/// A set of flags: a bit for each flag that this test ever sets.
using Flags = std::uint64_t;

namespace flag {

constexpr Flags seen = 1;
constexpr Flags answered = 2;
constexpr Flags flagged = 4;
constexpr Flags deleted = 8;
constexpr Flags draft = 16;
constexpr Flags recent = 32; ///< differs from session to session

} // namespace flag

/// Keywords that anybody changes: $k0 to $k7.
constexpr unsigned commonKeywords = 8;

constexpr Flags commonKeyword(unsigned number)
{
    return Flags(64) << number;
}

/// Keywords that one session alone changes, so that it knows what they are: $own0 to $own49.
constexpr unsigned ownKeywords = 50;

constexpr Flags ownKeyword(unsigned session)
{
    return Flags(64) << (commonKeywords + session);
}

/// Names divided by blanks.
std::string namesOf(Flags flags);

/// The bit of a name, letter case aside. Broken if nobody ever sets such a flag.
Flags flagNamed(std::string_view name);

} // namespace postamt::chaos
