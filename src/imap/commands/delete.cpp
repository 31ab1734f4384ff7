#include "imap/proto/delete.h"

#include "imap/commands/commands.h"
#include "imap/naming.h"
#include "imap/session.h"
#include "mail/usual_names.h"

namespace postamt::imap::commands {

// RFC 9051 section 6.3.5. Mailboxes below it stay; LIST then shows the name as \NonExistent.
Task<Result<Reply>> deleteMailbox(Call call)
{
    const auto request = proto::parseDelete(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    const auto place = co_await placeOf(&call.session, request->mailbox, Naming::AsWritten);
    if (!place)
        co_return std::unexpected(place.error());
    mail::Plan plan
        = [name = place->name, viewer = place->viewer](mail::Draft& draft) -> Result<> {
        const auto& state = draft.state();
        const bool isAnotherName
            = viewer.isOwner() && !state.mailbox(name) && mail::meantName(state, name) != name;
        if (isAnotherName)
            return no("this is another name of a special mailbox; delete that by its own", "CANNOT");
        const auto mailbox = reach(state, viewer, name, mail::Right::DeleteMailbox);
        if (!mailbox)
            return std::unexpected(mailbox.error());
        return draft.removeMailbox((*mailbox)->id);
    };
    auto done = co_await place->account->change(std::move(plan));
    if (!done)
        co_return std::unexpected(done.error());
    const auto shown = place->shownName();
    if (call.session.features().rev2 && shown != request->mailbox)
        co_await formatListOfGone(&call.session, shown, request->mailbox);
    co_return Reply();
}

} // namespace postamt::imap::commands
