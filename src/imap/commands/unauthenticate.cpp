#include "imap/commands/commands.h"
#include "imap/session.h"

namespace postamt::imap::commands {

// RFC 8437: everything is as before the login; TLS stays.
Task<Result<Reply>> unauthenticate(Call call)
{
    if (auto valid = proto::parseNoArguments(call.line.arguments); !valid)
        co_return std::unexpected(valid.error());
    auto& session = call.session;
    session.logOut();
    co_return Reply{.code = "CAPABILITY " + session.capabilityWords(), .text = {}};
}

} // namespace postamt::imap::commands
