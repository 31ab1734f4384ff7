#pragma once

#include "imap/proto/notify.h"
#include "mail/account_state.h"

#include <string>
#include <vector>

namespace postamt::imap {

/// Something that NOTIFY (RFC 5465) tells of a mailbox that is not selected.
struct Notice {
    enum class Kind {
        Name, ///< it is there, or it has another name or subscription than before: LIST
        Renamed, ///< LIST with the name it had, `oldName`
        Gone, ///< LIST with \NonExistent
        Status, ///< its messages have changed
        Metadata, ///< `entries` of it have changed; no mailbox: of the server
    };

    Kind kind = Kind::Status;
    std::string mailbox;
    std::string oldName;
    std::vector<std::string> entries = {};

    bool operator==(const Notice&) const = default;
};

/// Makes the names in the groups normal, sorted and known once, as the functions below want them.
void normalizeNames(proto::NotifyRequest& request);

/// The events that were asked for of a mailbox of that name in that state: those of the first group
/// that it belongs to.
proto::NotifyEvents eventsOf(
    const proto::NotifyRequest& request, const mail::AccountState& state, const std::string& name
);

/// What is to be told of what changed between two states of an account: names first. Of the
/// messages of the mailbox `selected` nothing is told. Costs a look at each mailbox, and no more
/// for those that did not change.
std::vector<Notice> noticesBetween(
    const proto::NotifyRequest& request,
    const mail::AccountState& before,
    const mail::AccountState& now,
    mail::MailboxId selected
);

/// The entries that changed since `before` (RFC 5464), of the server and of the mailboxes.
std::vector<Notice> metadataNotices(const mail::Metadata& before, const mail::AccountState& now);

} // namespace postamt::imap
