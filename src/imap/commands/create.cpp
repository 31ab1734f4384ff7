#include "imap/proto/create.h"

#include "imap/commands/commands.h"
#include "imap/session.h"
#include "imap/special_use.h"
#include "mail/object_id.h"

#include <memory>

namespace postamt::imap::commands {

// RFC 9051 section 6.3.4
Task<Result<Reply>> create(Call call)
{
    const auto request = proto::parseCreate(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    const auto name = mail::normalizeMailboxName(request->mailbox);
    if (!name)
        co_return std::unexpected(name.error());
    const auto use = grantedUse(request->specialUse);
    if (!use)
        co_return std::unexpected(use.error());
    auto id = std::make_shared<mail::MailboxId>();
    mail::Plan plan = [name = *name, use = *use, id](mail::Draft& draft) -> Result<> {
        auto made = draft.createMailbox(name, use);
        if (!made)
            return std::unexpected(made.error());
        *id = *made;
        return {};
    };
    const auto account = call.session.account();
    auto done = co_await account->change(std::move(plan));
    if (!done)
        co_return std::unexpected(done.error());
    // RFC 8474 section 4.1
    co_return Reply{
        .code = proto::code::mailboxId(mail::mailboxObjectId(account->id(), *id)), .text = {}
    };
}

} // namespace postamt::imap::commands
