#pragma once

#include "imap/proto/mailbox_filter.h"
#include "mail/account_state.h"

#include <optional>
#include <span>
#include <vector>

namespace postamt::imap {

/// The mailboxes that are meant, each once, in the order of the filters; names without a mailbox
/// are left out. `selected` is the selected mailbox, if there is one.
std::vector<mail::MailboxRef> mailboxesOf(
    const mail::AccountState& state,
    std::span<const proto::MailboxFilter> filters,
    std::optional<mail::MailboxId> selected
);

} // namespace postamt::imap
