#pragma once

#include "base/result.h"
#include "base/task.h"
#include "mail/account.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::imap {

class Session;

/// What stands before the mailboxes of other users (RFC 2342): then comes the owner's address.
inline constexpr std::string_view otherUsers = "Other Users/";

/// Another account that has shared something with the user of a session, perhaps not any more.
struct Sharer {
    std::shared_ptr<mail::Account> account;
    std::string prefix; ///< before the names of its mailboxes: "Other Users/alice@example.test/"
};

/// All of them, in the order of their numbers. What an address means is not asked: who has shared
/// nothing is never looked for, so no answer tells whether there is such an account.
Task<Result<std::vector<Sharer>>> sharersOf(Session* session);

/// Where a name leads that a client gives: to an account, and a name in it.
struct Place {
    std::shared_ptr<mail::Account> account;
    mail::Viewer viewer; ///< what the user of the session is to that account
    std::string prefix; ///< before the names of that account, as the client knows them; maybe empty
    std::string name; ///< normalised; there need not be such a mailbox

    std::string shownName() const { return prefix + name; }
};

/// How a client's name is taken.
enum class Naming {
    Meant, ///< names that clients have for the special folders mean those of the user
    AsWritten, ///< for what makes, removes and renames mailboxes
};

/// No [CANNOT] if it cannot be a name.
Task<Result<Place>>
placeOf(Session* session, std::string mailbox, Naming naming = Naming::Meant);

/// The mailbox, if the viewer has these rights (RFC 4314 section 4). No [NOPERM] without them; but
/// without the right to look it up it is as if the mailbox was not there: No with the code
/// `missing`. Also in a Plan, on the state of the Draft: so rights are those of the Change itself.
Result<mail::MailboxRef> reach(
    const mail::AccountState& state,
    const mail::Viewer& viewer,
    std::string_view name,
    mail::Rights needed,
    std::string_view missing = "NONEXISTENT"
);

/// The same of a mailbox that is selected, which may be gone.
Result<mail::MailboxRef> reach(
    const mail::AccountState& state,
    const mail::Viewer& viewer,
    mail::MailboxId id,
    mail::Rights needed
);

/// Whether a mailbox of that name may be made: the owner may everywhere but among the mailboxes of
/// other users, a guest where the nearest mailbox above permits it. No [NOPERM].
Result<> permitsCreation(
    const mail::AccountState& state, const mail::Viewer& viewer, std::string_view name
);

} // namespace postamt::imap
