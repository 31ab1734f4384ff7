#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "imap/proto/search.h"
#include "imap/selected.h"
#include "mail/mailbox.h"
#include "mail/selector.h"
#include "text/collation.h"

namespace postamt::imap {

/// A SEARCH as a Selector over the mailbox as the session knows it: message numbers and `$` become
/// UIDs, keywords their masks, texts UTF-8 in the form of `collation`, ages moments before `now`. No
/// [BADCHARSET] for a charset nobody knows; Bad for a message number that is none.
Result<mail::Selector> selectorOf(
    const proto::SearchRequest& request,
    const Selected& selected,
    const mail::MailboxRecord& record,
    UnixSeconds now,
    text::Collation collation
);

} // namespace postamt::imap
