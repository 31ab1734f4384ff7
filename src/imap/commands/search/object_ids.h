#pragma once

#include "base/result.h"
#include "base/task.h"
#include "imap/proto/search_key.h"
#include "mail/account.h"

#include <memory>
#include <vector>

namespace postamt::imap {

class Session;

/// Bad [UIDREQUIRED] for message numbers among the conditions after ENABLE UIDONLY (RFC 9586).
Result<> permitsNumbers(const Session& session, const std::vector<proto::SearchKey>& keys);

/// Puts the UIDs that they stand for in a mailbox in the place of EMAILID conditions (RFC 8474
/// section 6): who holds a body is indexed, so no message need be read. An id that is none of ours
/// stays.
Task<Result<>> findEmailIds(
    std::shared_ptr<mail::Account> account,
    mail::MailboxId mailbox,
    std::vector<proto::SearchKey>* keys
);

} // namespace postamt::imap
