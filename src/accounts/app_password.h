#pragma once

#include "accounts/account.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "mail/ids.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::accounts {

/// Protocols that something is good for.
class ProtocolSet {
public:
    constexpr ProtocolSet() = default;

    static constexpr ProtocolSet all() { return ProtocolSet(7); }

    /// As stored: bit 0 IMAP, bit 1 POP3, bit 2 SMTP. Nothing for other bits, or none.
    static constexpr std::optional<ProtocolSet> fromBits(std::uint64_t bits)
    {
        if (bits == 0 || bits > all().bits_)
            return std::nullopt;
        return ProtocolSet(bits);
    }

    constexpr std::uint64_t bits() const { return bits_; }

    constexpr void add(Protocol protocol) { bits_ |= bit(protocol); }

    constexpr void add(ProtocolSet others) { bits_ |= others.bits_; }

    constexpr bool contains(Protocol protocol) const { return (bits_ & bit(protocol)) != 0; }

    bool operator==(const ProtocolSet&) const = default;

private:
    explicit constexpr ProtocolSet(std::uint64_t bits) : bits_(bits) { }

    static constexpr std::uint64_t bit(Protocol protocol)
    {
        return std::uint64_t{1} << static_cast<unsigned>(protocol);
    }

    std::uint64_t bits_ = 0;
};

/// "imap,pop,smtp" in any order, also "pop3"; empty for all. Bad for anything else.
Result<ProtocolSet> parseProtocolSet(std::string_view text);
/// "imap,pop,smtp"
std::string formatProtocolSet(ProtocolSet set);

/// A password for one mail program, beside that of the account. Of the password itself only a hash
/// is kept.
struct AppPassword {
    std::string label; ///< what the user calls it; once in an account
    std::string hash; ///< hashAppPassword()
    ProtocolSet protocols = ProtocolSet::all();
    UnixSeconds created = 0;
    UnixSeconds expires = 0; ///< good until then; 0 for ever

    bool isExpired(UnixSeconds now) const { return expires != 0 && now >= expires; }

    bool operator==(const AppPassword&) const = default;
};

/// Bytes of a hash.
constexpr std::size_t appPasswordHashSize = 32;

/// How many an account may have.
constexpr std::size_t maxAppPasswords = 100;

/// Bytes of a label.
constexpr std::size_t maxAppPasswordLabel = 100;

/// Bad, with what is expected, if it is no label: UTF-8 of 1 to 100 bytes without controls.
Result<> checkAppPasswordLabel(std::string_view label);

/// A new one as it is shown: "bcdf-ghjk-mnpq-rstv-wxyz", 20 letters of 20 that no one mistakes for
/// each other and that make no words: 86 bits.
std::string makeAppPassword(Random& random);

/// What was typed as the 20 letters alone: blanks and dashes between them do not count, nor does
/// letter case. Nothing if it cannot be an app password.
std::optional<std::string> appPasswordLetters(std::string_view typed);

/// BLAKE2b-256 over the account and the letters. It need not be slow: there is nothing to guess
/// (docs/logins.md).
std::string hashAppPassword(mail::AccountId account, std::string_view letters);

/// The one of `passwords` that has this hash, or null. Takes the same time wherever it stands.
const AppPassword*
findAppPassword(const std::vector<AppPassword>& passwords, std::string_view hash);

} // namespace postamt::accounts
