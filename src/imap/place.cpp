#include "imap/place.h"

#include "accounts/open_account.h"
#include "imap/naming.h"
#include "imap/session.h"

#include <utility>

namespace postamt::imap {

namespace {

std::unexpected<Error> missingMailbox(std::string_view code)
{
    return no("there is no such mailbox", std::string(code));
}

std::unexpected<Error> notPermitted()
{
    return no("you have no right to do this here", "NOPERM");
}

/// The nearest mailbox above a name, or nullptr.
mail::MailboxRef parentOf(const mail::AccountState& state, std::string_view name)
{
    for (auto end = name.rfind(mail::hierarchyDelimiter); end != std::string_view::npos && end != 0;
         end = name.rfind(mail::hierarchyDelimiter, end - 1)) {
        if (auto parent = state.mailbox(name.substr(0, end)))
            return parent;
    }
    return nullptr;
}

} // namespace

Task<Result<std::vector<Sharer>>> sharersOf(Session* session)
{
    const auto& parts = session->parts();
    const auto state = session->account()->state();
    std::vector<Sharer> out;
    for (const auto owner : *state->sharers) {
        const auto known = parts.directory.account(owner);
        if (!known)
            co_return std::unexpected(known.error());
        if (!*known) // the account was removed
            continue;
        auto opened = co_await accounts::openAccount(
            parts.directory, parts.accounts, owner, parts.settings.quota
        );
        if (!opened && opened.error().code == "NONEXISTENT")
            continue;
        if (!opened)
            co_return std::unexpected(opened.error());
        std::string prefix(otherUsers);
        prefix += (*known)->address;
        prefix += mail::hierarchyDelimiter;
        out.push_back({std::move(*opened), std::move(prefix)});
    }
    co_return out;
}

Task<Result<Place>> placeOf(Session* session, std::string mailbox, Naming naming)
{
    auto name = mail::normalizeMailboxName(mailbox);
    if (!name)
        co_return std::unexpected(name.error());
    if (name->starts_with(otherUsers)) {
        auto sharers = co_await sharersOf(session);
        if (!sharers)
            co_return std::unexpected(sharers.error());
        for (auto& sharer : *sharers) {
            if (!name->starts_with(sharer.prefix))
                continue;
            // INBOX is in capitals there, too
            auto inner = mail::normalizeMailboxName(name->substr(sharer.prefix.size()));
            if (!inner)
                co_return std::unexpected(inner.error());
            co_return Place{
                std::move(sharer.account),
                mail::Viewer(session->account()->id()),
                std::move(sharer.prefix),
                std::move(*inner)
            };
        }
    }
    if (naming == Naming::Meant)
        name = meantMailbox(*session, *name);
    co_return Place{session->account(), {}, {}, std::move(*name)};
}

Result<mail::MailboxRef> reach(
    const mail::AccountState& state,
    const mail::Viewer& viewer,
    std::string_view name,
    mail::Rights needed,
    std::string_view missing
)
{
    auto mailbox = state.mailbox(name);
    if (!mailbox)
        return missingMailbox(missing);
    const auto rights = state.rights(mailbox->id, viewer);
    if (rights.includes(needed))
        return mailbox;
    if (rights.has(mail::Right::Lookup))
        return notPermitted();
    return missingMailbox(missing);
}

Result<mail::MailboxRef> reach(
    const mail::AccountState& state,
    const mail::Viewer& viewer,
    mail::MailboxId id,
    mail::Rights needed
)
{
    auto mailbox = state.mailbox(id);
    const auto rights = state.rights(id, viewer);
    if (!mailbox || !rights.has(mail::Right::Read))
        return no("the selected mailbox is gone", "NONEXISTENT");
    if (!rights.includes(needed))
        return notPermitted();
    return mailbox;
}

Result<> permitsCreation(
    const mail::AccountState& state, const mail::Viewer& viewer, std::string_view name
)
{
    if (viewer.isOwner()) {
        const auto top = otherUsers.substr(0, otherUsers.size() - 1);
        return name == top || name.starts_with(otherUsers) ? notPermitted() : Result<>();
    }
    const auto parent = parentOf(state, name);
    const bool may
        = parent && state.rights(parent->id, viewer).has(mail::Right::CreateMailbox);
    return may ? Result<>() : notPermitted();
}

} // namespace postamt::imap
