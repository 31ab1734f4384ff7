#include "smtp/commands/commands.h"
#include "smtp/proto/ehlo.h"

namespace postamt::smtp::commands {

namespace {

proto::Extensions extensionsOf(const Session& session)
{
    proto::Extensions out;
    out.pipelining = true;
    out.sizeKnown = true;
    out.sizeLimit = session.parts().settings.messageLimit;
    out.eightBitMime = true;
    out.smtpUtf8 = true;
    out.enhancedStatusCodes = true;
    out.chunking = true;
    out.startTls = session.offersTls();
    if (session.policy().isSubmission) {
        for (const auto name : session.parts().authenticator.mechanisms(session.loginChannel()))
            out.auth.emplace_back(name);
    }
    return out;
}

} // namespace

// RFC 5321 section 4.1.1.1; LHLO: RFC 2033 section 4.1
Task<Reply> run(Session* session, proto::Hello command)
{
    const bool isLhlo = command.verb == proto::Hello::Verb::Lhlo;
    if (isLhlo != session->policy().isLmtp)
        co_return reply(500, 5, 1, isLhlo ? "Expected: EHLO" : "This is LMTP; expected: LHLO");
    const auto& hostname = session->parts().settings.hostname;
    const bool isExtended = command.verb != proto::Hello::Verb::Helo;
    session->setHello(std::move(command));
    if (isExtended)
        co_return proto::formatEhlo(hostname, extensionsOf(*session));
    Reply out;
    out.code = 250;
    out.text = hostname;
    co_return out;
}

// RFC 3207 section 4
Task<Reply> run(Session* session, proto::StartTls)
{
    if (session->stream().isSecure())
        co_return reply(503, 5, 1, "TLS is active already");
    if (!session->offersTls())
        co_return reply(502, 5, 1, "STARTTLS is not offered here");
    Reply ready = reply(220, 0, 0, "Begin TLS now");
    co_await session->startTls(std::move(ready));
    co_return Reply();
}

} // namespace postamt::smtp::commands
