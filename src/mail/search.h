#pragma once

#include "base/result.h"
#include "base/task.h"
#include "mail/account.h"
#include "mail/progress.h"
#include "mail/selector.h"

#include <memory>
#include <vector>

namespace postamt::mail {

/// The messages of a Snapshot that a Selector selects, by UID, ascending. Runs on workers in
/// slices, so that others get their turn; reads of each message no more than the answer needs.
/// Messages that vanish meanwhile are judged by what is still there.
/// `progress` is told how many rows have been looked at.
Task<Result<std::vector<Uid>>> search(
    std::shared_ptr<Account> account,
    MailboxId mailbox,
    SnapshotRef rows,
    std::shared_ptr<const Selector> selector,
    ProgressReport progress = {}
);

} // namespace postamt::mail
