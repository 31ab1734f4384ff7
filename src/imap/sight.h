#pragma once

#include "imap/place.h"
#include "mail/account_state.h"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>

namespace postamt::imap {

/// Gives the mailboxes of other users numbers that no mailbox of one's own has, and the same ones
/// always, while a session lasts.
class OtherMailboxIds {
public:
    mail::MailboxId of(mail::AccountId account, mail::MailboxId id);

private:
    std::map<std::pair<mail::AccountId, mail::MailboxId>, mail::MailboxId> known_;
};

/// Everything that a user can look up, as one account: the own mailboxes, and below "Other Users/"
/// those that others share, with their whole names and without special uses, which are the
/// owner's, and with the shared ones of the metadata, where they may be asked for.
struct Sight {
    /// Where a mailbox of another user really is.
    struct Origin {
        std::shared_ptr<mail::Account> account;
        std::string prefix;
        mail::MailboxId id;
        mail::Rights rights; ///< of the user
    };

    mail::AccountStateRef state; ///< of the modseq of the own account
    std::map<mail::MailboxId, Origin> others; ///< by their numbers in `state`

    /// The own account for an own mailbox. Nothing of it may be kept over a wait.
    const Origin* originOf(mail::MailboxId id) const
    {
        const auto found = others.find(id);
        return found == others.end() ? nullptr : &found->second;
    }

    /// What the user may do with a mailbox in `state`.
    mail::Rights rightsOn(mail::MailboxId id) const
    {
        const auto* origin = originOf(id);
        return origin == nullptr ? mail::Rights::all() : origin->rights;
    }
};

/// Whether somebody with these rights may ask for the metadata of a mailbox (RFC 5464 section 3.3).
bool permitsMetadata(mail::Rights rights);

/// What the user of the session sees at this moment of its own account and of these.
Sight sightOf(Session& session, std::span<const Sharer> sharers);

/// The same of all who share.
Task<Result<Sight>> sightOf(Session* session);

} // namespace postamt::imap
