#include "imap/proto/notify.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>

namespace postamt::imap::proto {

namespace {

struct EventRow {
    NotifyEvent event;
    std::string_view name;
};

constexpr std::array events{
    EventRow{NotifyEvent::MessageNew,            "MessageNew"           },
    EventRow{NotifyEvent::MessageExpunge,        "MessageExpunge"       },
    EventRow{NotifyEvent::FlagChange,            "FlagChange"           },
    EventRow{NotifyEvent::AnnotationChange,      "AnnotationChange"     },
    EventRow{NotifyEvent::MailboxName,           "MailboxName"          },
    EventRow{NotifyEvent::SubscriptionChange,    "SubscriptionChange"   },
    EventRow{NotifyEvent::MailboxMetadataChange, "MailboxMetadataChange"},
    EventRow{NotifyEvent::ServerMetadataChange,  "ServerMetadataChange" },
};

struct FilterRow {
    NotifyFilter filter;
    std::string_view name;
};

constexpr std::array filters{
    FilterRow{NotifyFilter::Inboxes,         "inboxes"         },
    FilterRow{NotifyFilter::Mailboxes,       "mailboxes"       },
    FilterRow{NotifyFilter::Personal,        "personal"        },
    FilterRow{NotifyFilter::Selected,        "selected"        },
    FilterRow{NotifyFilter::SelectedDelayed, "selected-delayed"},
    FilterRow{NotifyFilter::Subscribed,      "subscribed"      },
    FilterRow{NotifyFilter::Subtree,         "subtree"         },
};

template <class Rows>
auto rowNamed(const Rows& rows, std::string_view name)
{
    return std::ranges::find_if(rows, [name](const auto& row) {
        return equalsIgnoreCase(row.name, name);
    });
}

void fail(Lexer& lexer, std::string_view text)
{
    lexer.fail(Error{Fault::Bad, std::string(text), {}});
}

NotifyFilter parseFilter(Lexer& lexer)
{
    constexpr std::string_view what = "which mailboxes: selected, personal, mailboxes, ...";
    const auto name = lexer.word(what);
    const auto* const row = rowNamed(filters, name);
    if (row != filters.end())
        return row->filter;
    fail(lexer, "expected " + std::string(what));
    return NotifyFilter::Personal;
}

std::vector<std::string> parseMailboxes(Lexer& lexer)
{
    std::vector<std::string> names;
    if (lexer.peek() != '(') {
        names.push_back(lexer.mailbox());
        return names;
    }
    lexer.open("a list of mailboxes");
    do
        names.push_back(lexer.mailbox());
    while (lexer.more());
    return names;
}

/// One event, with what is to be fetched of new messages.
void parseEvent(Lexer& lexer, NotifyRequest& request, NotifyGroup& group)
{
    const auto name = lexer.word("an event such as MessageNew");
    const auto* const row = rowNamed(events, name);
    if (row == events.end()) {
        request.hasUnknown = true;
        return;
    }
    group.events.add(row->event);
    if (row->event != NotifyEvent::MessageNew || !lexer.present(" ("))
        return;
    lexer.enter();
    do
        group.newItems.push_back(parseFetchItem(lexer));
    while (lexer.more());
}

void checkGroup(Lexer& lexer, const NotifyGroup& group)
{
    using enum NotifyEvent;
    const bool hasBoth = group.events.has(MessageNew) && group.events.has(MessageExpunge);
    if (group.events.hasMessages() && !hasBoth)
        fail(
            lexer,
            "expected MessageNew and MessageExpunge together, also with other events of messages"
        );
    if (!group.isOfSelected() && !group.newItems.empty())
        fail(lexer, "expected items to fetch for the selected mailbox only");
    const auto others = group.events.bits & ~15U;
    if (group.isOfSelected() && others != 0)
        fail(lexer, "expected events of messages only for the selected mailbox");
}

NotifyGroup parseGroup(Lexer& lexer, NotifyRequest& request)
{
    NotifyGroup group;
    lexer.open("a group of mailboxes and events");
    group.filter = parseFilter(lexer);
    if (group.filter == NotifyFilter::Mailboxes || group.filter == NotifyFilter::Subtree) {
        lexer.space();
        group.mailboxes = parseMailboxes(lexer);
    }
    lexer.space();
    if (!lexer.present("NONE")) {
        lexer.open("a list of events, or NONE");
        do
            parseEvent(lexer, request, group);
        while (lexer.more());
    }
    if (!lexer.presentClose())
        lexer.expected("a closing parenthesis");
    checkGroup(lexer, group);
    return group;
}

} // namespace

std::string_view nameOf(NotifyEvent event)
{
    return std::ranges::find(events, event, &EventRow::event)->name;
}

Result<NotifyRequest> parseNotify(Lexer& lexer)
{
    NotifyRequest request;
    lexer.space();
    if (lexer.present("NONE")) {
        lexer.end();
        return lexer.result(std::move(request));
    }
    lexer.require("SET");
    lexer.space();
    if (lexer.present("STATUS")) {
        request.status = true;
        lexer.space();
    }
    request.groups.push_back(parseGroup(lexer, request));
    while (lexer.ok() && !lexer.atEnd()) {
        lexer.space();
        request.groups.push_back(parseGroup(lexer, request));
    }
    if (std::ranges::count_if(request.groups, &NotifyGroup::isOfSelected) > 1)
        fail(lexer, "expected one group for the selected mailbox");
    lexer.end();
    return lexer.result(std::move(request));
}

std::string badEvent(NotifyEvents supported)
{
    std::string out = "BADEVENT (";
    for (const auto& row : events) {
        if (!supported.has(row.event))
            continue;
        if (!out.ends_with('('))
            out += ' ';
        out += row.name;
    }
    return out + ')';
}

} // namespace postamt::imap::proto
