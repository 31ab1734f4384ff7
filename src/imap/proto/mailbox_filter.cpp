#include "imap/proto/mailbox_filter.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>

namespace postamt::imap::proto {

namespace {

using enum MailboxFilterType;

struct Row {
    MailboxFilterType type;
    bool namesMailboxes;
    std::string_view name;
};

constexpr std::array rows{
    Row{Inboxes,         false, "inboxes"         },
    Row{Mailboxes,       true,  "mailboxes"       },
    Row{Personal,        false, "personal"        },
    Row{Selected,        false, "selected"        },
    Row{SelectedDelayed, false, "selected-delayed"},
    Row{Subscribed,      false, "subscribed"      },
    Row{Subtree,         true,  "subtree"         },
    Row{SubtreeOne,      true,  "subtree-one"     },
};

std::vector<std::string> parseMailboxes(Lexer& lexer)
{
    std::vector<std::string> mailboxes;
    lexer.space();
    if (lexer.peek() != '(') {
        mailboxes.push_back(lexer.mailbox());
        return mailboxes;
    }
    lexer.open("a list of mailboxes");
    do
        mailboxes.push_back(lexer.mailbox());
    while (lexer.more());
    return mailboxes;
}

} // namespace

MailboxFilter parseMailboxFilter(Lexer& lexer)
{
    constexpr std::string_view what = "which mailboxes, such as personal";
    MailboxFilter filter;
    const auto name = lexer.word(what);
    const auto* const row = std::ranges::find_if(rows, [name](const auto& r) {
        return equalsIgnoreCase(r.name, name);
    });
    if (row == rows.end()) {
        lexer.fail(Error{Fault::Bad, "expected " + std::string(what), {}});
        return filter;
    }
    filter.type = row->type;
    if (row->namesMailboxes)
        filter.mailboxes = parseMailboxes(lexer);
    return filter;
}

void formatMailboxFilter(Writer& writer, const MailboxFilter& filter)
{
    const auto* const row = std::ranges::find(rows, filter.type, &Row::type);
    writer.raw(row->name);
    if (!row->namesMailboxes)
        return;
    std::string_view before = " (";
    for (const auto& mailbox : filter.mailboxes) {
        writer.raw(before).mailbox(mailbox);
        before = " ";
    }
    writer.raw(')');
}

} // namespace postamt::imap::proto
