#include "imap/proto/delete.h"

#include "imap/commands/commands.h"
#include "imap/session.h"
#include "mail/usual_names.h"

namespace postamt::imap::commands {

// RFC 9051 section 6.3.5. Mailboxes below it stay; LIST then shows the name as \NonExistent.
Task<Result<Reply>> deleteMailbox(Call call)
{
    const auto request = proto::parseDelete(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    const auto name = mail::normalizeMailboxName(request->mailbox);
    if (!name)
        co_return std::unexpected(name.error());
    mail::Plan plan = [name = *name](mail::Draft& draft) -> Result<> {
        const auto mailbox = draft.state().mailbox(name);
        if (!mailbox && mail::meantName(draft.state(), name) != name)
            return no("this is another name of a special mailbox; delete that by its own", "CANNOT");
        if (!mailbox)
            return no("there is no such mailbox", "NONEXISTENT");
        return draft.removeMailbox(mailbox->id);
    };
    auto done = co_await call.session.account()->change(std::move(plan));
    if (!done)
        co_return std::unexpected(done.error());
    co_return Reply();
}

} // namespace postamt::imap::commands
