#include "imap/proto/compress.h"

#include "imap/commands/commands.h"
#include "imap/session.h"

namespace postamt::imap::commands {

// RFC 4978. TLS never compresses here (net/tls_context.cpp), so there is but one layer.
Task<Result<Reply>> compress(Call call)
{
    if (auto valid = proto::parseCompress(call.line.arguments); !valid)
        co_return std::unexpected(valid.error());
    auto& session = call.session;
    if (!session.parts().settings.offersCompression)
        co_return no("compression is not offered here");
    if (session.isCompressed())
        co_return no("compression is active already", "COMPRESSIONACTIVE");
    proto::formatStatus(
        session.out(), call.line.tag, proto::Condition::Ok, {}, "compressed from here on"
    );
    Reply reply;
    reply.isWritten = true;
    const bool sent = co_await session.flush();
    if (sent)
        session.startCompression();
    co_return reply;
}

} // namespace postamt::imap::commands
