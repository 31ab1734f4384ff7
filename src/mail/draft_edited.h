#pragma once

#include "mail/draft.h"

#include <memory>

namespace postamt::mail {

/// A mailbox that a Draft has touched. Private to the files of Draft.
struct Draft::Edited {
    std::shared_ptr<MailboxState> state; ///< stands in next_ already; not yet seen by others
    std::unique_ptr<SnapshotEditor> rows; ///< once the rows are changed
    bool touched = false; ///< the record is to be written
};

} // namespace postamt::mail
