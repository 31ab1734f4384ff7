#include "imap/commands/commands.h"
#include "imap/session.h"

namespace postamt::imap::commands {

// RFC 9051 section 6.1.3
Task<Result<Reply>> logout(Call call)
{
    if (auto valid = proto::parseNoArguments(call.line.arguments); !valid)
        co_return std::unexpected(valid.error());
    auto& session = call.session;
    if (session.selected() != nullptr)
        session.unselect();
    session.untagged(proto::Condition::Bye, {}, "goodbye");
    session.end();
    co_return Reply();
}

} // namespace postamt::imap::commands
