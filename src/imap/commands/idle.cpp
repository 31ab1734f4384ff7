#include "imap/commands/commands.h"
#include "imap/session.h"

namespace postamt::imap::commands {

// RFC 2177, RFC 9051 section 6.3.13
Task<Result<Reply>> idle(Call call)
{
    if (auto valid = proto::parseNoArguments(call.line.arguments); !valid)
        co_return std::unexpected(valid.error());
    auto& session = call.session;
    proto::formatContinuation(session.out(), "idling");
    // Outlook takes IDLE for broken unless something untagged comes at once.
    session.untagged(proto::Condition::Ok, {}, "still here");
    session.beginIdle(call.line.tag);
    co_return Reply();
}

} // namespace postamt::imap::commands
