#include "imap/proto/rename.h"

#include "imap/commands/commands.h"
#include "imap/naming.h"
#include "imap/session.h"
#include "mail/usual_names.h"

#include <string>
#include <utility>

namespace postamt::imap::commands {

namespace {

/// Whether a guest may take a mailbox, and those below it, from its place (RFC 4314 section 4). One
/// that it may not delete stays where it is, and all with it.
Result<> permitsLeaving(
    const mail::AccountState& state, const mail::Viewer& viewer, const std::string& from
)
{
    const auto itself = reach(state, viewer, from, mail::Right::DeleteMailbox);
    if (!itself)
        return std::unexpected(itself.error());
    if (from == "INBOX")
        return no("the INBOX of another user cannot be renamed", "CANNOT");
    const std::string below = from + mail::hierarchyDelimiter;
    for (auto child = state.names->lower_bound(below);
         child != state.names->end() && child->first.starts_with(below);
         ++child) {
        if (!state.rights(child->second, viewer).has(mail::Right::DeleteMailbox))
            return no("you have no right to do this with what is below", "NOPERM");
    }
    return {};
}

Result<> planRename(
    mail::Draft& draft, const Place& from, const Place& to, const mail::MetadataLimits& limits
)
{
    const auto& state = draft.state();
    if (from.viewer.isOwner()) {
        if (mail::meantName(state, from.name) != from.name)
            return no("this is another name of a special mailbox; rename that by its own", "CANNOT");
        if (!state.mailbox(from.name) && !state.hasChildren(from.name))
            return no("there is no such mailbox", "NONEXISTENT");
    } else if (auto may = permitsLeaving(state, from.viewer, from.name); !may) {
        return may;
    }
    if (to.account != from.account)
        return no("you have no right to do this here", "NOPERM");
    if (auto may = permitsCreation(state, to.viewer, to.name); !may)
        return may;
    return draft.renameMailbox(from.name, to.name, limits);
}

} // namespace

// RFC 9051 section 6.3.6. A mailbox stays with its owner.
Task<Result<Reply>> rename(Call call)
{
    const auto request = proto::parseRename(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    const auto from = co_await placeOf(&call.session, request->from, Naming::AsWritten);
    if (!from)
        co_return std::unexpected(from.error());
    const auto to = co_await placeOf(&call.session, request->to, Naming::AsWritten);
    if (!to)
        co_return std::unexpected(to.error());
    const auto& limits = call.session.parts().settings.metadata;
    mail::Plan plan = [from = *from, to = *to, limits](mail::Draft& draft) {
        return planRename(draft, from, to, limits);
    };
    auto done = co_await from->account->change(std::move(plan));
    if (!done)
        co_return std::unexpected(done.error());
    const bool isAsGiven
        = from->shownName() == request->from && to->shownName() == request->to;
    if (call.session.features().rev2 && !isAsGiven)
        co_await formatListOf(&call.session, to->shownName(), request->from);
    co_return Reply();
}

} // namespace postamt::imap::commands
