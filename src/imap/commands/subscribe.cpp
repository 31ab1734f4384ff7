#include "imap/proto/subscribe.h"

#include "imap/commands/commands.h"
#include "imap/naming.h"
#include "imap/session.h"

namespace postamt::imap::commands {

namespace {

using Edit = void (mail::Draft::*)(std::string_view);

Task<Result<Reply>> change(Call call, Edit edit, bool mustExist)
{
    const auto request = proto::parseSubscribe(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    // A client that gives up its own name for a special mailbox does not speak for the others.
    const auto name = mustExist ? meantMailbox(call.session, request->mailbox)
                                : mail::normalizeMailboxName(request->mailbox);
    if (!name)
        co_return std::unexpected(name.error());
    mail::Plan plan = [name = *name, edit, mustExist](mail::Draft& draft) -> Result<> {
        if (mustExist && !draft.state().mailbox(name) && !draft.state().hasChildren(name))
            return no("there is no such mailbox", "NONEXISTENT");
        (draft.*edit)(name);
        return {};
    };
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
