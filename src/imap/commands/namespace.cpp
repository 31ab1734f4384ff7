#include "imap/commands/commands.h"
#include "imap/place.h"
#include "imap/proto/list_response.h"
#include "imap/session.h"

namespace postamt::imap::commands {

// RFC 2342 section 5: the personal namespace, and that of other users.
Task<Result<Reply>> namespaces(Call call)
{
    if (auto valid = proto::parseNoArguments(call.line.arguments); !valid)
        co_return std::unexpected(valid.error());
    auto writer = call.session.writer();
    proto::formatNamespace(writer, otherUsers);
    co_return Reply();
}

} // namespace postamt::imap::commands
