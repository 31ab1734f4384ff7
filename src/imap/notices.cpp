#include "imap/notices.h"

#include "imap/place.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

namespace postamt::imap {

namespace {

using proto::NotifyEvent;
using proto::NotifyFilter;

bool isBelow(const std::vector<std::string>& roots, const std::string& name)
{
    for (auto end = name.find(mail::hierarchyDelimiter); end != std::string::npos;
         end = name.find(mail::hierarchyDelimiter, end + 1)) {
        if (std::ranges::binary_search(roots, name.substr(0, end)))
            return true;
    }
    return std::ranges::binary_search(roots, name);
}

/// Delivery puts mail into INBOX, and into Junk.
bool isInbox(const mail::AccountState& state, const std::string& name)
{
    const auto mailbox = state.mailbox(name);
    return name == "INBOX" || (mailbox && mailbox->record.use == mail::SpecialUse::Junk);
}

bool isAmong(
    const proto::NotifyGroup& group, const mail::AccountState& state, const std::string& name
)
{
    switch (group.filter) {
    case NotifyFilter::Inboxes:
        return isInbox(state, name);
    case NotifyFilter::Mailboxes:
        return std::ranges::binary_search(group.mailboxes, name);
    case NotifyFilter::Personal:
        return !name.starts_with(otherUsers);
    case NotifyFilter::Subscribed:
        return state.subscriptions->contains(name);
    case NotifyFilter::Subtree:
        return isBelow(group.mailboxes, name);
    case NotifyFilter::Selected:
    case NotifyFilter::SelectedDelayed:
        break;
    }
    return false;
}

/// The names of the entries that one of the two has and the other has not, or has from another
/// Change.
std::vector<std::string>
changedEntries(const mail::MetadataEntries& before, const mail::MetadataEntries& now)
{
    std::vector<std::string> names;
    auto old = before.begin();
    auto fresh = now.begin();
    while (old != before.end() || fresh != now.end()) {
        if (fresh == now.end() || (old != before.end() && old->first < fresh->first)) {
            names.push_back((old++)->first);
        } else if (old == before.end() || fresh->first < old->first) {
            names.push_back((fresh++)->first);
        } else {
            if (old->second->modSeq != fresh->second->modSeq)
                names.push_back(fresh->first);
            ++old;
            ++fresh;
        }
    }
    return names;
}

/// Calls `visit(notice, mailbox)` for the account, whose mailbox is null, and the mailboxes that
/// are there and of which entries have changed.
template <class F>
void visitMetadata(const mail::Metadata& before, const mail::AccountState& now, const F& visit)
{
    std::set<mail::MailboxId> owners;
    for (const auto& [id, entries] : before.owners())
        owners.insert(id);
    for (const auto& [id, entries] : now.metadata->owners())
        owners.insert(id);
    for (const auto id : owners) {
        const auto mailbox = now.mailbox(id);
        if (id != mail::accountItself && !mailbox)
            continue;
        auto entries = changedEntries(before.of(id), now.metadata->of(id));
        if (entries.empty())
            continue;
        Notice notice{Notice::Kind::Metadata, mailbox ? mailbox->record.name : "", {}};
        notice.entries = std::move(entries);
        visit(std::move(notice), mailbox);
    }
}

/// Compares two states mailbox by mailbox.
class Comparison {
public:
    Comparison(
        const proto::NotifyRequest& request,
        const mail::AccountState& before,
        const mail::AccountState& now,
        mail::MailboxId selected
    )
        : request_(request), before_(before), now_(now), selected_(selected)
    {
    }

    std::vector<Notice> run()
    {
        walk();
        if (before_.subscriptions != now_.subscriptions)
            compareSubscriptions();
        if (before_.metadata != now_.metadata)
            compareMetadata();
        std::ranges::move(statuses_, std::back_inserter(names_));
        return std::move(names_);
    }

private:
    void walk()
    {
        auto old = before_.mailboxes.begin();
        auto fresh = now_.mailboxes.begin();
        while (old != before_.mailboxes.end() || fresh != now_.mailboxes.end()) {
            const bool isGone = fresh == now_.mailboxes.end()
                || (old != before_.mailboxes.end() && (*old)->id < (*fresh)->id);
            if (isGone) {
                lose(**old++);
            } else if (old == before_.mailboxes.end() || (*fresh)->id < (*old)->id) {
                find(**fresh++);
            } else {
                if (*old != *fresh)
                    compare(**old, **fresh);
                ++old;
                ++fresh;
            }
        }
    }

    void lose(const mail::MailboxState& old)
    {
        if (eventsOf(request_, before_, old.record.name).has(NotifyEvent::MailboxName))
            names_.push_back({Notice::Kind::Gone, old.record.name, {}});
    }

    void find(const mail::MailboxState& fresh)
    {
        const auto events = eventsOf(request_, now_, fresh.record.name);
        if (events.has(NotifyEvent::MailboxName))
            names_.push_back({Notice::Kind::Name, fresh.record.name, {}});
        if (events.hasMessages() && fresh.record.messages > 0 && fresh.id != selected_)
            statuses_.push_back({Notice::Kind::Status, fresh.record.name, {}});
    }

    void compare(const mail::MailboxState& old, const mail::MailboxState& fresh)
    {
        const auto& name = fresh.record.name;
        const auto events = eventsOf(request_, now_, name);
        if (old.record.name != name) {
            const bool isTold = events.has(NotifyEvent::MailboxName)
                || eventsOf(request_, before_, old.record.name).has(NotifyEvent::MailboxName);
            if (isTold)
                names_.push_back({Notice::Kind::Renamed, name, old.record.name});
        }
        if (old.record.use != fresh.record.use && events.has(NotifyEvent::MailboxMetadataChange))
            names_.push_back({Notice::Kind::Metadata, name, {}, {"/private/specialuse"}});
        if (fresh.id != selected_ && isTold(events, old.record, fresh.record))
            statuses_.push_back({Notice::Kind::Status, name, {}});
    }

    /// RFC 5465 sections 5.6 and 5.7. Those of the server belong to no mailbox: any group may ask.
    void compareMetadata()
    {
        const bool ofServer
            = std::ranges::any_of(request_.groups, [](const proto::NotifyGroup& group) {
                  return group.events.has(NotifyEvent::ServerMetadataChange);
              });
        visitMetadata(
            *before_.metadata,
            now_,
            [&](Notice notice, const mail::MailboxRef& mailbox) {
                const bool isWanted = mailbox
                    ? eventsOf(request_, now_, notice.mailbox)
                          .has(NotifyEvent::MailboxMetadataChange)
                    : ofServer;
                if (isWanted)
                    names_.push_back(std::move(notice));
            }
        );
    }

    static bool isTold(
        proto::NotifyEvents events, const mail::MailboxRecord& old, const mail::MailboxRecord& fresh
    )
    {
        if (!events.hasMessages() || old.highestModSeq == fresh.highestModSeq)
            return false;
        const bool hasSame = old.uidNext == fresh.uidNext && old.messages == fresh.messages;
        return !hasSame || events.has(NotifyEvent::FlagChange);
    }

    void compareSubscriptions()
    {
        std::vector<std::string> changed;
        std::ranges::set_symmetric_difference(
            *before_.subscriptions, *now_.subscriptions, std::back_inserter(changed)
        );
        for (auto& name : changed) {
            const bool wanted = eventsOf(request_, now_, name).has(NotifyEvent::SubscriptionChange)
                || eventsOf(request_, before_, name).has(NotifyEvent::SubscriptionChange);
            const Notice notice{
                now_.mailbox(name) ? Notice::Kind::Name : Notice::Kind::Gone, name, {}
            };
            // a new mailbox that was subscribed at once is told once
            if (wanted && std::ranges::find(names_, notice) == names_.end())
                names_.push_back(notice);
        }
    }

    const proto::NotifyRequest& request_;
    const mail::AccountState& before_;
    const mail::AccountState& now_;
    const mail::MailboxId selected_;
    std::vector<Notice> names_;
    std::vector<Notice> statuses_;
};

} // namespace

void normalizeNames(proto::NotifyRequest& request)
{
    for (auto& group : request.groups) {
        std::vector<std::string> names;
        for (const auto& given : group.mailboxes) {
            if (auto name = mail::normalizeMailboxName(given))
                names.push_back(std::move(*name));
        }
        std::ranges::sort(names);
        group.mailboxes = std::move(names);
    }
}

proto::NotifyEvents eventsOf(
    const proto::NotifyRequest& request, const mail::AccountState& state, const std::string& name
)
{
    const auto group
        = std::ranges::find_if(request.groups, [&](const proto::NotifyGroup& candidate) {
              return isAmong(candidate, state, name);
          });
    return group == request.groups.end() ? proto::NotifyEvents() : group->events;
}

std::vector<Notice> noticesBetween(
    const proto::NotifyRequest& request,
    const mail::AccountState& before,
    const mail::AccountState& now,
    mail::MailboxId selected
)
{
    return Comparison(request, before, now, selected).run();
}

std::vector<Notice> metadataNotices(const mail::Metadata& before, const mail::AccountState& now)
{
    std::vector<Notice> notices;
    visitMetadata(before, now, [&](Notice notice, const mail::MailboxRef&) {
        notices.push_back(std::move(notice));
    });
    return notices;
}

} // namespace postamt::imap
