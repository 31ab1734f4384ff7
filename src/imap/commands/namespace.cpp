#include "imap/commands/commands.h"
#include "imap/proto/list_response.h"
#include "imap/session.h"

namespace postamt::imap::commands {

// RFC 2342 section 5: one personal namespace, no others yet.
Task<Result<Reply>> namespaces(Call call)
{
    if (auto valid = proto::parseNoArguments(call.line.arguments); !valid)
        co_return std::unexpected(valid.error());
    auto writer = call.session.writer();
    proto::formatNamespace(writer);
    co_return Reply();
}

} // namespace postamt::imap::commands
