#pragma once

#include "accounts/account.h"
#include "base/result.h"
#include "base/task.h"
#include "mail/account.h"

#include <memory>
#include <vector>

namespace postamt::pop {

/// What QUIT does to a mailbox (RFC 1939 section 6).
struct Ending {
    mail::MailboxId mailbox;
    accounts::AfterFetch wish = accounts::AfterFetch::Keep; ///< for the messages fetched
    std::vector<mail::Uid> removed = {}; ///< marked by DELE
    std::vector<mail::Uid> fetched = {}; ///< sent by RETR, and not removed
};

/// Does all of it in one Change, or nothing. The mailbox must be open. Messages that are gone
/// already are no error. Where the account cannot take those fetched in another mailbox (it is over
/// its quota) they stay where they are: what the client deletes must go, above all then.
Task<Result<>> carryOut(std::shared_ptr<mail::Account> account, Ending ending);

} // namespace postamt::pop
