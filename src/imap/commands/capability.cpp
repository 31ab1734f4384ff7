#include "imap/commands/commands.h"
#include "imap/session.h"

namespace postamt::imap::commands {

// RFC 9051 section 6.1.1
Task<Result<Reply>> capability(Call call)
{
    if (auto valid = proto::parseNoArguments(call.line.arguments); !valid)
        co_return std::unexpected(valid.error());
    auto& session = call.session;
    session.writer().raw("* CAPABILITY ").raw(session.capabilityWords()).line();
    co_return Reply();
}

} // namespace postamt::imap::commands
