#include "imap/commands/commands.h"
#include "imap/commands/expunging.h"
#include "imap/session.h"

namespace postamt::imap::commands {

// RFC 9051 section 6.4.1: expunges without telling. It knows no NO, so what the store cannot do is
// said before. No HIGHESTMODSEQ: the client may lack changes of others (RFC 7162 section 3.2.8).
Task<Result<Reply>> close(Call call)
{
    if (auto valid = proto::parseNoArguments(call.line.arguments); !valid)
        co_return std::unexpected(valid.error());
    auto& session = call.session;
    const auto& selected = *session.selected();
    // RFC 4314 section 4: without the right to expunge it closes all the same, and says nothing.
    const bool mayExpunge = !selected.readOnly && selected.rights.has(mail::Right::Expunge);
    if (mayExpunge && selected.now()) {
        auto done = co_await expungeDeleted(&session, std::nullopt);
        if (!done)
            session.warn(done.error());
    }
    session.unselect();
    co_return Reply();
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
