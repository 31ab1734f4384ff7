#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/task.h"
#include "mail/account.h"
#include "store/blob_id.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace postamt::pop {

/// Which messages of an account a session lists, where it does not list INBOX as it is: mail of all
/// mailboxes, but those for junk and trash and what is below them, and but drafts (\Draft). Copies
/// of one message are one.
struct Choice {
    bool isUnfetchedOnly = false; ///< only what no session has fetched
    UnixSeconds since = 0; ///< only what arrived (INTERNALDATE) at this moment or later
    std::size_t most = 0; ///< so many at most
    bool isNewestFirst = false; ///< where there are more: the newest of them; else the oldest
};

/// A message that was chosen, as it was at that moment.
struct Chosen {
    mail::MailboxId mailbox;
    mail::Row row;
    store::BlobId blob;
};

/// Chooses, on a worker; the oldest stands first. Needs no mailbox open.
Task<Result<std::vector<Chosen>>> choose(std::shared_ptr<mail::Account> account, Choice choice);

} // namespace postamt::pop
