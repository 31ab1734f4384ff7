#include "imap/proto/id.h"

#include "imap/commands/commands.h"
#include "imap/session.h"

namespace postamt::imap::commands {

// RFC 2971. The version is told to nobody: it helps only who looks for holes.
Task<Result<Reply>> id(Call call)
{
    const auto request = proto::parseId(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    auto writer = call.session.writer();
    proto::formatId(
        writer,
        {
            {"name", "Postamt"}
    }
    );
    co_return Reply();
}

} // namespace postamt::imap::commands
