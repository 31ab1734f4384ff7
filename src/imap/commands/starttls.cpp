#include "imap/commands/commands.h"
#include "imap/session.h"

namespace postamt::imap::commands {

// RFC 9051 section 6.2.1
Task<Result<Reply>> startTls(Call call)
{
    if (auto valid = proto::parseNoArguments(call.line.arguments); !valid)
        co_return std::unexpected(valid.error());
    auto& session = call.session;
    if (session.stream().isSecure())
        co_return bad("TLS is active already");
    if (!session.parts().settings.offersTls)
        co_return bad("STARTTLS is not offered here");
    proto::formatStatus(
        session.out(), call.line.tag, proto::Condition::Ok, {}, "begin TLS negotiation now"
    );
    Reply reply;
    reply.isWritten = true;
    const bool sent = co_await session.flush();
    if (sent)
        co_await session.startTls();
    co_return reply;
}

} // namespace postamt::imap::commands
