#include "imap/proto/id.h"

#include "base/ascii.h"
#include "imap/commands/commands.h"
#include "imap/session.h"

namespace postamt::imap::commands {

// RFC 2971. The version is told to nobody: it helps only who looks for holes.
Task<Result<Reply>> id(Call call)
{
    const auto request = proto::parseId(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    std::string name;
    for (const auto& [field, value] : *request) {
        if (equalsIgnoreCase(field, "name"))
            name = value.value_or(std::string());
    }
    auto& session = call.session;
    const bool isOther = session.setClient(std::move(name));
    auto writer = session.writer();
    proto::formatId(
        writer,
        {
            {"name", "Postamt"}
    }
    );
    // It has read them already and would not ask again.
    if (isOther)
        session.writer().raw("* CAPABILITY ").raw(session.capabilityWords()).line();
    co_return Reply();
}

} // namespace postamt::imap::commands
