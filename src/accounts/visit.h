#pragma once

#include "accounts/account.h"
#include "accounts/login_ground.h"
#include "accounts/login_outcome.h"
#include "base/clock.h"
#include "base/result.h"
#include "mail/ids.h"
#include "store/batch.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace postamt::accounts {

/// What is known of the logins of one device or program, as far as we can tell devices apart: those
/// that were let in, or those that were refused for one reason.
struct Visit {
    LoginOutcome outcome = LoginOutcome::LetIn;
    Protocol protocol = Protocol::Imap;
    LoginGround::Kind ground = LoginGround::Kind::Password;
    /// Of an app password what the user calls it, of a token its issuer; the user name that was
    /// given if it was a wrong one. At most maxLabel bytes.
    std::string label = {};
    std::string client = {}; ///< what the program calls itself (RFC 2971), by clientName()
    std::string peer = {}; ///< the last network address as text; empty for a Unix socket
    UnixSeconds first = 0;
    UnixSeconds last = 0;
    std::uint64_t count = 1; ///< how many refusals; 1 for those who were let in

    static constexpr std::size_t maxLabel = 100;

    bool isRefusal() const { return outcome != LoginOutcome::LetIn; }

    bool operator==(const Visit&) const = default;
};

/// Text as a client says it of itself, made fit to be shown: printable ASCII, at most 64 bytes.
std::string clientName(std::string_view text);

/// Those addresses that are taken for one place: an IPv4 address, or the first 64 bits of an IPv6
/// address (as bytes).
std::string networkOf(std::string_view peer);

/// The partition of the visits: one of its own, so that a login is in the way of nothing.
inline constexpr store::Partition visitsPartition{(std::uint64_t{1} << 63) + 3};

// Its keys and values, as docs/storage.md describes them ("Keys of visits").

/// Of the device that a visit is one of: by its app password; else by what it calls itself; else by
/// its network. Refusals are told apart by reason and network.
std::string visitKey(mail::AccountId account, const Visit& visit);
/// What the keys of an account begin with.
std::string visitKeys(mail::AccountId account);
bool isVisitKey(std::string_view key);

std::string formatVisit(const Visit& visit);
/// Internal if the record is damaged.
Result<Visit> parseVisit(std::string_view bytes);

} // namespace postamt::accounts
