#pragma once

#include "imap/proto/fetch_request.h"
#include "imap/proto/lexer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::imap::proto {

/// What may happen (RFC 5465 section 5), as bits.
enum class NotifyEvent : std::uint8_t {
    MessageNew = 1,
    MessageExpunge = 2,
    FlagChange = 4,
    AnnotationChange = 8,
    MailboxName = 16,
    SubscriptionChange = 32,
    MailboxMetadataChange = 64,
    ServerMetadataChange = 128,
};

struct NotifyEvents {
    std::uint8_t bits = 0;

    bool has(NotifyEvent event) const { return (bits & static_cast<std::uint8_t>(event)) != 0; }

    void add(NotifyEvent event)
    {
        bits = static_cast<std::uint8_t>(bits | static_cast<std::uint8_t>(event));
    }

    /// Some event of messages.
    bool hasMessages() const { return (bits & 15U) != 0; }

    bool operator==(const NotifyEvents&) const = default;
};

/// The name of an event: "MessageNew".
std::string_view nameOf(NotifyEvent event);

/// Which mailboxes a group is about (RFC 5465 section 6).
enum class NotifyFilter {
    Inboxes,
    Mailboxes,
    Personal,
    Selected,
    SelectedDelayed,
    Subscribed,
    Subtree
};

struct NotifyGroup {
    NotifyFilter filter = NotifyFilter::Personal;
    std::vector<std::string> mailboxes; ///< of Mailboxes and Subtree
    NotifyEvents events; ///< none: NONE
    std::vector<FetchItem> newItems; ///< what is fetched of new messages; for the selected only

    /// Of the mailbox that is selected.
    bool isOfSelected() const
    {
        return filter == NotifyFilter::Selected || filter == NotifyFilter::SelectedDelayed;
    }

    bool operator==(const NotifyGroup&) const = default;
};

/// NOTIFY (RFC 5465 section 3).
struct NotifyRequest {
    bool status = false; ///< a STATUS response for each mailbox first
    std::vector<NotifyGroup> groups; ///< none: NOTIFY NONE
    bool hasUnknown = false; ///< some event has a name that is not known

    bool operator==(const NotifyRequest&) const = default;
};

/// Bad where the RFC wants it: MessageNew and MessageExpunge one without the other, FlagChange
/// without both, items to fetch for mailboxes that are not selected, events of mailboxes for the
/// selected one, and two groups for that.
Result<NotifyRequest> parseNotify(Lexer& lexer);

/// "BADEVENT (MessageNew ...)": the events that can be asked for.
std::string badEvent(NotifyEvents supported);

} // namespace postamt::imap::proto
