#pragma once

#include "base/result.h"
#include "imap/proto/acl.h"
#include "mail/account.h"

#include <string>

namespace postamt::imap {

class Session;

/// Whom an identifier of an ACL means.
struct Identified {
    std::string address; ///< normalised
    mail::AccountId account; ///< 0 if there is no account of that primary address
};

/// Any address will do: that there is no such account is not told. `anyone`, groups, and what
/// cannot be an address are No [CANNOT].
Result<Identified> identify(Session& session, const proto::AclIdentifier& identifier);

/// The primary address of the owner of an account.
Result<std::string> ownerOf(Session& session, const mail::Account& account);

} // namespace postamt::imap
