#include "imap/commands/commands.h"
#include "imap/commands/expunging.h"
#include "imap/session.h"

namespace postamt::imap::commands {

// RFC 9051 section 6.4.1: expunges without telling.
Task<Result<Reply>> close(Call call)
{
    if (auto valid = proto::parseNoArguments(call.line.arguments); !valid)
        co_return std::unexpected(valid.error());
    auto& session = call.session;
    Reply reply;
    if (!session.selected()->readOnly
        && session.account()->state()->mailbox(session.selected()->id())) {
        auto done = co_await expungeDeleted(&session, std::nullopt);
        if (!done)
            co_return std::unexpected(done.error());
        const auto mailbox = session.account()->state()->mailbox(session.selected()->id());
        if (session.features().qresync && mailbox)
            reply.code
                = proto::code::numbered("HIGHESTMODSEQ", mailbox->record.highestModSeq.value);
    }
    session.unselect();
    co_return reply;
}

// RFC 9051 section 6.4.2: expunges nothing.
Task<Result<Reply>> unselect(Call call)
{
    if (auto valid = proto::parseNoArguments(call.line.arguments); !valid)
        co_return std::unexpected(valid.error());
    call.session.unselect();
    co_return Reply();
}

} // namespace postamt::imap::commands
