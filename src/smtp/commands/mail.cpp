#include "smtp/commands/commands.h"

#include <utility>

namespace postamt::smtp::commands {

namespace {

/// Why MAIL cannot run now; no code if it can.
Reply check(Session& session, const proto::Mail& mail)
{
    const auto& policy = session.policy();
    if (!session.hello())
        return reply(503, 5, 1, policy.isLmtp ? "Say LHLO first" : "Say EHLO first");
    if (session.transaction() != nullptr)
        return reply(503, 5, 1, "A message is begun already; RSET forgets it");
    if (policy.isSubmission && !session.stream().isSecure())
        return reply(530, 7, 0, "Start TLS first (STARTTLS), then log in");
    if (policy.isSubmission && !session.user())
        return reply(530, 7, 0, "Log in first (AUTH)");
    const auto limit = session.parts().settings.messageLimit;
    if (mail.size && *mail.size > limit)
        return reply(552, 3, 4, "The message is too big; the limit is " + std::to_string(limit));
    return {};
}

/// Users send as themselves. <> is for everyone: read receipts (RFC 8098 section 3).
Reply checkSender(const Session& session, const proto::Mail& mail)
{
    if (!session.policy().isSubmission || !mail.sender)
        return {};
    const auto& user = *session.user();
    const auto address = mail.sender->format();
    const auto owns = session.parts().directory.ownsAddress(user.account, address);
    if (!owns)
        return replyTo(owns.error());
    if (!*owns)
        return reply(553, 7, 1, "<" + address + "> is not an address of " + user.address);
    return {};
}

} // namespace

// RFC 5321 section 4.1.1.2
Task<Reply> run(Session* session, proto::Mail command)
{
    if (auto refused = check(*session, command); refused.code != 0)
        co_return refused;
    if (auto refused = checkSender(*session, command); refused.code != 0)
        co_return refused;
    Transaction transaction;
    transaction.mail = std::move(command);
    transaction.id = session->parts().random.hex(16);
    session->begin(std::move(transaction));
    co_return reply(250, 1, 0, "Sender taken");
}

} // namespace postamt::smtp::commands
