#include "smtp/commands/commands.h"

#include <variant>

namespace postamt::smtp::commands {

Task<Reply> run(Session* session, proto::Command command)
{
    return std::visit(
        [session](auto&& alternative) { return run(session, std::move(alternative)); },
        std::move(command)
    );
}

// RFC 5321 section 4.1.1.5
Task<Reply> run(Session* session, proto::Rset)
{
    session->reset();
    co_return reply(250, 0, 0, "Forgotten");
}

// RFC 5321 section 4.1.1.9
Task<Reply> run(Session*, proto::Noop)
{
    co_return reply(250, 0, 0, "Done");
}

// RFC 5321 section 4.1.1.10
Task<Reply> run(Session*, proto::Quit)
{
    co_return lastReply(221, 0, 0, "Goodbye");
}

// RFC 5321 section 3.5.3: who the users are is nobody's business
Task<Reply> run(Session*, proto::Vrfy)
{
    co_return reply(252, 1, 5, "Addresses are checked at RCPT only");
}

// RFC 5321 section 4.1.1.8
Task<Reply> run(Session* session, proto::Help)
{
    const auto& policy = session->policy();
    std::string text = "Commands: ";
    text += policy.isLmtp ? "LHLO" : "EHLO HELO";
    if (session->offersTls())
        text += " STARTTLS";
    if (policy.isSubmission)
        text += " AUTH";
    text += " MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT";
    co_return reply(214, 0, 0, text);
}

} // namespace postamt::smtp::commands
