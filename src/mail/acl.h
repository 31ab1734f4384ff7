#pragma once

#include "base/result.h"
#include "mail/ids.h"
#include "mail/rights.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::mail {

/// Who works on an account: its owner, who may do everything, or another account, its guest, who
/// may do what the ACL of a mailbox says.
class Viewer {
public:
    /// The owner.
    Viewer() = default;

    explicit Viewer(AccountId guest) : guest_(guest) { }

    bool isOwner() const { return !guest_; }

    const std::optional<AccountId>& guest() const { return guest_; }

private:
    std::optional<AccountId> guest_;
};

/// What one identifier was given and refused (RFC 4314 section 2). The owner needs none.
struct AclEntry {
    std::string identifier; ///< an address, normalised
    /// The account that had this address when the rights were given; 0 if there was none. Rights
    /// are those of an account: who gets the address later does not have them.
    AccountId account;
    Rights granted;
    Rights denied; ///< those of "-identifier": they win

    bool operator==(const AclEntry&) const = default;
};

/// The access control list of a mailbox: at most one entry for an identifier, in the order of the
/// identifiers, none empty.
class Acl {
public:
    /// A mailbox is shared with at most so many identifiers.
    static constexpr std::size_t maxEntries = 100;
    /// An identifier has at most this many bytes; an address is shorter (RFC 5321).
    static constexpr std::size_t maxIdentifier = 320;

    const std::vector<AclEntry>& entries() const { return entries_; }

    bool isEmpty() const { return entries_.empty(); }

    /// What a guest may do.
    Rights of(AccountId guest) const;

    /// The entry of an identifier; one without rights if there is none. What was given to an
    /// account that had the address before is not in it.
    AclEntry entry(std::string_view identifier, AccountId account) const;

    /// Puts an entry in the place of that of its identifier; one without rights takes it out. No
    /// [LIMIT].
    Result<> set(AclEntry entry);

    /// Takes out the entries of an account. False if there is none.
    bool forget(AccountId account);

    bool operator==(const Acl&) const = default;

private:
    std::vector<AclEntry> entries_;
};

/// The stored record (docs/storage.md); the mailbox is in the key.
std::string encodeAcl(const Acl& acl);
Result<Acl> decodeAcl(std::string_view bytes);

} // namespace postamt::mail
