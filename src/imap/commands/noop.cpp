#include "imap/commands/commands.h"
#include "imap/session.h"

namespace postamt::imap::commands {

// RFC 9051 section 6.1.2. What happened in the mailbox is told after every command.
Task<Result<Reply>> noop(Call call)
{
    if (auto valid = proto::parseNoArguments(call.line.arguments); !valid)
        co_return std::unexpected(valid.error());
    co_return Reply();
}

// RFC 3501 section 6.4.1. Everything is on disk already.
Task<Result<Reply>> check(Call call)
{
    return noop(std::move(call));
}

} // namespace postamt::imap::commands
