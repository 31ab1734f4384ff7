#pragma once

#include "mail/draft.h"
#include "mail/touched_rows.h"

#include <memory>

namespace postamt::mail {

/// A mailbox that a Draft has touched. Private to the files of Draft.
struct Draft::Edited {
    std::shared_ptr<MailboxState> state; ///< stands in next_ already; not yet seen by others
    std::unique_ptr<SnapshotEditor> rows; ///< once the rows are changed
    TouchedRows rowsTouched; ///< empty without `rows`
    bool touched = false; ///< the record is to be written
};

} // namespace postamt::mail
