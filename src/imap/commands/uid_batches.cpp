#include "imap/uid_batches.h"

#include "imap/commands/commands.h"
#include "imap/proto/uid_batches.h"
#include "imap/session.h"

namespace postamt::imap::commands {

// RFC 10022
Task<Result<Reply>> uidBatches(Call call)
{
    auto& session = call.session;
    const auto request = proto::parseUidBatches(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    if (request->size < leastBatchSize)
        co_return no("a batch has at least 500 messages", "TOOFEW");
    const auto& told = session.selected()->view.told();
    const auto batches = imap::uidBatches(told, request->size, request->wanted);
    if (!batches)
        co_return std::unexpected(batches.error());
    auto writer = session.writer();
    proto::formatUidBatches(writer, call.line.tag, *batches);
    co_return Reply();
}

} // namespace postamt::imap::commands
