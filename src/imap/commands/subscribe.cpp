#include "imap/proto/subscribe.h"

#include "imap/commands/commands.h"
#include "imap/place.h"
#include "imap/session.h"

namespace postamt::imap::commands {

namespace {

using Edit = void (mail::Draft::*)(std::string_view);

bool isVisible(const mail::AccountState& state, const std::string& name)
{
    return state.mailbox(name) || state.hasChildren(name);
}

/// RFC 4314 section 4: what may not be looked up cannot be subscribed to.
Task<Result<>> find(Session* session, const Place* place)
{
    const auto sight = co_await sightOf(session);
    if (!sight)
        co_return std::unexpected(sight.error());
    if (!isVisible(*sight->state, place->shownName()))
        co_return no("there is no such mailbox", "NONEXISTENT");
    co_return Result<>();
}

Task<Result<Reply>> change(Call call, Edit edit, bool mustExist)
{
    const auto request = proto::parseSubscribe(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    // A client that gives up its own name for a special mailbox does not speak for the others.
    const auto naming = mustExist ? Naming::Meant : Naming::AsWritten;
    const auto place = co_await placeOf(&call.session, request->mailbox, naming);
    if (!place)
        co_return std::unexpected(place.error());
    if (mustExist && !place->viewer.isOwner()) {
        auto found = co_await find(&call.session, &*place);
        if (!found)
            co_return std::unexpected(found.error());
    }
    const bool isLookedFor = mustExist && place->viewer.isOwner();
    mail::Plan plan
        = [name = place->shownName(), edit, isLookedFor](mail::Draft& draft) -> Result<> {
        if (isLookedFor && !isVisible(draft.state(), name))
            return no("there is no such mailbox", "NONEXISTENT");
        (draft.*edit)(name);
        return {};
    };
    // Subscriptions are the user's own, also those to mailboxes of others.
    auto done = co_await call.session.account()->change(std::move(plan));
    if (!done)
        co_return std::unexpected(done.error());
    co_return Reply();
}

} // namespace

// RFC 9051 section 6.3.7
Task<Result<Reply>> subscribe(Call call)
{
    return change(std::move(call), &mail::Draft::subscribe, true);
}

// RFC 9051 section 6.3.8: also of mailboxes that are gone.
Task<Result<Reply>> unsubscribe(Call call)
{
    return change(std::move(call), &mail::Draft::unsubscribe, false);
}

} // namespace postamt::imap::commands
