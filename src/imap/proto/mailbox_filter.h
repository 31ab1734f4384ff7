#pragma once

#include "imap/proto/lexer.h"
#include "imap/proto/writer.h"

#include <string>
#include <vector>

namespace postamt::imap::proto {

/// Which mailboxes are meant, without naming each (RFC 5465 section 6, subtree-one of RFC 7377).
enum class MailboxFilterType {
    Inboxes, ///< where mail is delivered
    Mailboxes, ///< those named
    Personal, ///< all of one's own
    Selected,
    SelectedDelayed,
    Subscribed,
    Subtree, ///< those named and all below them
    SubtreeOne ///< those named and the level below them
};

struct MailboxFilter {
    MailboxFilterType type = MailboxFilterType::Selected;
    std::vector<std::string> mailboxes; ///< of Mailboxes, Subtree, SubtreeOne; UTF-8

    bool operator==(const MailboxFilter&) const = default;
};

MailboxFilter parseMailboxFilter(Lexer& lexer);

/// Appends "subtree (a b)".
void formatMailboxFilter(Writer& writer, const MailboxFilter& filter);

} // namespace postamt::imap::proto
