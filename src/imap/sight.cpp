#include "imap/sight.h"

#include "imap/session.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

namespace postamt::imap {

mail::MailboxId OtherMailboxIds::of(mail::AccountId account, mail::MailboxId id)
{
    const auto next = std::numeric_limits<std::uint32_t>::max() - known_.size();
    const mail::MailboxId fresh(static_cast<std::uint32_t>(next));
    return known_.try_emplace({account, id}, fresh).first->second;
}

namespace {

/// The entries that are the same for all users (RFC 5464 section 3.3).
mail::MetadataEntries sharedOf(const mail::MetadataEntries& entries)
{
    constexpr std::string_view prefix = "/shared/";
    mail::MetadataEntries out;
    for (auto entry = entries.lower_bound(prefix);
         entry != entries.end() && entry->first.starts_with(prefix);
         ++entry)
        out.insert(out.end(), *entry);
    return out;
}

} // namespace

bool permitsMetadata(mail::Rights rights)
{
    using enum mail::Right;
    return rights.has(Lookup) && rights.hasAnyOf(Read | Seen | Write | Insert | Post);
}

Sight sightOf(Session& session, std::span<const Sharer> sharers)
{
    Sight sight;
    sight.state = session.account()->state();
    if (sharers.empty())
        return sight;
    const mail::Viewer viewer(session.account()->id());
    auto all = std::make_shared<mail::AccountState>(*sight.state);
    auto names = std::make_shared<mail::AccountState::Names>(*all->names);
    std::shared_ptr<mail::Metadata> metadata; // a copy of the own, once there is something to add
    for (const auto& sharer : sharers) {
        const auto theirs = sharer.account->state();
        for (const auto& [id, acl] : *theirs->acls) {
            const auto rights = theirs->rights(id, viewer);
            if (!rights.has(mail::Right::Lookup))
                continue;
            auto shown = std::make_shared<mail::MailboxState>(*theirs->mailbox(id));
            shown->record.name = sharer.prefix + shown->record.name;
            shown->record.use = mail::SpecialUse::None;
            // What no command can name is not shown.
            if (mail::normalizeMailboxName(shown->record.name) != shown->record.name)
                continue;
            shown->id = session.otherMailboxIds().of(sharer.account->id(), id);
            (*names)[shown->record.name] = shown->id;
            sight.others[shown->id] = {sharer.account, sharer.prefix, id, rights};
            auto noted = sharedOf(theirs->metadata->of(id));
            if (!noted.empty() && permitsMetadata(rights)) {
                if (!metadata)
                    metadata = std::make_shared<mail::Metadata>(*all->metadata);
                metadata->add(shown->id, std::move(noted));
            }
            all->mailboxes.push_back(std::move(shown));
        }
    }
    if (sight.others.empty())
        return sight;
    std::ranges::sort(all->mailboxes, {}, [](const auto& mailbox) { return mailbox->id; });
    all->names = std::move(names);
    if (metadata)
        all->metadata = std::move(metadata);
    sight.state = std::move(all);
    return sight;
}

Task<Result<Sight>> sightOf(Session* session)
{
    const auto sharers = co_await sharersOf(session);
    if (!sharers)
        co_return std::unexpected(sharers.error());
    co_return sightOf(*session, *sharers);
}

} // namespace postamt::imap
