#include "imap/commands/search/sources.h"

#include "imap/place.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace postamt::imap {

namespace {

using proto::MailboxFilterType;

bool isBelow(std::string_view name, std::string_view parent, bool atAnyDepth)
{
    if (name.size() <= parent.size() || !name.starts_with(parent)
        || name[parent.size()] != mail::hierarchyDelimiter)
        return false;
    return atAnyDepth
        || name.find(mail::hierarchyDelimiter, parent.size() + 1) == std::string_view::npos;
}

/// Whether a filter means the mailbox of that name; not for those that speak of the selected one.
bool isMeant(
    const mail::AccountState& state, const proto::MailboxFilter& filter, const std::string& name
)
{
    const auto named = [&](auto matches) { return std::ranges::any_of(filter.mailboxes, matches); };
    const auto isItself = [&](const std::string& other) { return other == name; };
    switch (filter.type) {
    case MailboxFilterType::Inboxes:
        return name == "INBOX";
    case MailboxFilterType::Personal:
        return !name.starts_with(otherUsers);
    case MailboxFilterType::Subscribed:
        return state.subscriptions->contains(name);
    case MailboxFilterType::Mailboxes:
        return named(isItself);
    case MailboxFilterType::Subtree:
        return named([&](const std::string& top) {
            return isItself(top) || isBelow(name, top, true);
        });
    case MailboxFilterType::SubtreeOne:
        return named([&](const std::string& top) {
            return isItself(top) || isBelow(name, top, false);
        });
    case MailboxFilterType::Selected:
    case MailboxFilterType::SelectedDelayed:
        break;
    }
    return false;
}

} // namespace

std::vector<mail::MailboxRef> mailboxesOf(
    const mail::AccountState& state,
    std::span<const proto::MailboxFilter> filters,
    std::optional<mail::MailboxId> selected
)
{
    std::vector<mail::MailboxRef> out;
    std::set<mail::MailboxId> known;
    const auto add = [&](mail::MailboxId id) {
        auto mailbox = state.mailbox(id);
        if (mailbox && known.insert(id).second)
            out.push_back(std::move(mailbox));
    };
    for (const auto& filter : filters) {
        const bool isSelected = filter.type == MailboxFilterType::Selected
            || filter.type == MailboxFilterType::SelectedDelayed;
        if (isSelected && selected)
            add(*selected);
        for (const auto& [name, id] : *state.names) {
            if (isMeant(state, filter, name))
                add(id);
        }
    }
    return out;
}

} // namespace postamt::imap
