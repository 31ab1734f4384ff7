#pragma once

#include "accounts/account.h"
#include "base/result.h"
#include "base/task.h"
#include "mail/account.h"
#include "store/blob_id.h"

#include <memory>
#include <vector>

namespace postamt::pop {

/// True if what was fetched goes to another mailbox.
bool isMove(accounts::AfterFetch wish);

/// What QUIT does to a mailbox (RFC 1939 section 6).
struct MailboxEnding {
    mail::OpenMailboxRef mailbox;
    std::vector<mail::Uid> removed = {}; ///< marked by DELE
    std::vector<mail::Uid> fetched = {}; ///< sent by RETR, and not removed
};

/// What QUIT does.
struct Ending {
    accounts::AfterFetch wish = accounts::AfterFetch::Keep; ///< for the messages fetched
    std::vector<MailboxEnding> mailboxes = {};
};

/// The messages with these bodies, wherever they are now, as fetched: all copies, also those that
/// were moved since the login.
Task<Result<std::vector<MailboxEnding>>>
fetchedEverywhere(std::shared_ptr<mail::Account> account, std::vector<store::BlobId> bodies);

/// Does all of it in one Change, or nothing. Messages and mailboxes that are gone already are no
/// error. Archive moves only what is in INBOX: the rest is put away already. Where the account
/// cannot take the messages fetched in another mailbox (it is over its quota) they stay where they
/// are: what the client deletes must go, above all then.
Task<Result<>> carryOut(std::shared_ptr<mail::Account> account, Ending ending);

} // namespace postamt::pop
