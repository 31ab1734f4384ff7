#include "imap/proto/rename.h"

#include "imap/commands/commands.h"
#include "imap/session.h"
#include "mail/usual_names.h"

namespace postamt::imap::commands {

// RFC 9051 section 6.3.6
Task<Result<Reply>> rename(Call call)
{
    const auto request = proto::parseRename(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    const auto from = mail::normalizeMailboxName(request->from);
    if (!from)
        co_return std::unexpected(from.error());
    const auto to = mail::normalizeMailboxName(request->to);
    if (!to)
        co_return std::unexpected(to.error());
    mail::Plan plan = [from = *from, to = *to](mail::Draft& draft) -> Result<> {
        if (mail::meantName(draft.state(), from) != from)
            return no("this is another name of a special mailbox; rename that by its own", "CANNOT");
        return draft.renameMailbox(from, to);
    };
    auto done = co_await call.session.account()->change(std::move(plan));
    if (!done)
        co_return std::unexpected(done.error());
    co_return Reply();
}

} // namespace postamt::imap::commands
