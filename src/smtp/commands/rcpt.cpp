#include "accounts/open_account.h"
#include "smtp/commands/commands.h"

#include <utility>

namespace postamt::smtp::commands {

namespace {

using accounts::Resolution;

/// Why RCPT cannot run now; no code if it can.
Reply check(Session& session)
{
    const auto* transaction = session.transaction();
    if (transaction == nullptr)
        return reply(503, 5, 1, "Say MAIL FROM first");
    if (transaction->intake)
        return reply(503, 5, 1, "The message is under way; it can have no more recipients");
    if (transaction->accepted() >= session.parts().settings.recipients)
        return reply(452, 5, 3, "Too many recipients; send the message again to the others");
    return {};
}

/// <Postmaster> without a domain is that of this host, or of the first domain that has one (RFC
/// 5321 section 4.5.1).
Result<Resolution> resolvePostmaster(const Parts& parts)
{
    auto found = parts.directory.resolve("postmaster@" + parts.settings.hostname);
    if (found && found->outcome == Resolution::Outcome::Local)
        return found;
    const auto domains = parts.directory.domains();
    if (!domains)
        return std::unexpected(domains.error());
    for (const auto& domain : *domains) {
        found = parts.directory.resolve("postmaster@" + domain);
        if (!found || found->outcome == Resolution::Outcome::Local)
            return found;
    }
    return Resolution{Resolution::Outcome::UnknownUser, {}};
}

/// What an address means here. One that no account here can have is judged by its domain.
Result<Resolution> resolve(const Parts& parts, const proto::Mailbox& mailbox)
{
    if (mailbox.isPostmaster())
        return resolvePostmaster(parts);
    auto found = parts.directory.resolve(mailbox.format());
    if (found || found.error().fault != Fault::Bad)
        return found;
    found = parts.directory.resolve("postmaster@" + mailbox.domain);
    if (found && found->outcome == Resolution::Outcome::Local)
        return Resolution{Resolution::Outcome::UnknownUser, {}};
    if (!found && found.error().fault == Fault::Bad)
        return Resolution{Resolution::Outcome::UnknownDomain, {}};
    return found;
}

/// Mail for another server: only users may send it, and only if there is a way.
Reply foreign(Session& session, const proto::Mailbox& mailbox)
{
    if (!session.policy().isSubmission)
        return reply(
            550, 7, 1, "Relaying denied: " + mailbox.domain + " is not a domain of this server"
        );
    if (session.parts().queue == nullptr)
        return reply(
            550,
            7,
            1,
            "Mail for " + mailbox.domain + " cannot be sent: this server has no smart host"
        );
    session.transaction()->remote.push_back(mailbox.format());
    return reply(250, 1, 5, "Recipient taken");
}

/// Opens the accounts behind an address and looks whether they have room.
Task<Result<delivery::Recipient>>
open(Session* session, std::string address, std::vector<accounts::Recipient> found)
{
    const auto& parts = session->parts();
    const auto size = session->transaction()->mail.size.value_or(0);
    delivery::Recipient recipient;
    recipient.address = std::move(address);
    for (auto& target : found) {
        auto account = co_await accounts::openAccount(
            parts.directory, parts.accounts, target.account, parts.settings.quota
        );
        if (!account)
            co_return std::unexpected(account.error());
        if (auto room = delivery::hasRoom(**account, size); !room)
            co_return std::unexpected(room.error());
        recipient.targets.push_back({std::move(*account), std::move(target.detail)});
    }
    co_return recipient;
}

} // namespace

// RFC 5321 section 4.1.1.3
Task<Reply> run(Session* session, proto::Rcpt command)
{
    if (auto refused = check(*session); refused.code != 0)
        co_return refused;
    auto found = resolve(session->parts(), command.recipient);
    if (!found)
        co_return replyTo(found.error());
    const auto address = command.recipient.format();
    if (found->outcome == Resolution::Outcome::UnknownUser)
        co_return reply(550, 1, 1, "There is no mailbox <" + address + ">");
    if (found->outcome == Resolution::Outcome::UnknownDomain)
        co_return foreign(*session, command.recipient);
    auto recipient = co_await open(session, address, std::move(found->recipients));
    if (!recipient && recipient.error().code == "NONEXISTENT")
        co_return reply(550, 1, 1, "There is no mailbox <" + address + ">");
    if (!recipient)
        co_return replyTo(recipient.error());
    session->transaction()->recipients.push_back(std::move(*recipient));
    co_return reply(250, 1, 5, "Recipient taken");
}

} // namespace postamt::smtp::commands
