#include "imap/proto/login.h"

#include "accounts/open_account.h"
#include "imap/commands/commands.h"
#include "imap/commands/logging_in.h"
#include "imap/session.h"

#include <algorithm>

namespace postamt::imap {

namespace {

/// RFC 7889: an account may have a lower limit than the service.
std::uint64_t appendLimit(const Parts& parts, mail::AccountId id)
{
    const auto limit = parts.settings.messageLimit;
    const auto known = parts.directory.account(id);
    return known && *known ? std::min(limit, (*known)->appendBytes().value_or(limit)) : limit;
}

} // namespace

Task<Result<Reply>> logIn(Session* session, accounts::AuthenticatedUser user)
{
    const auto& parts = session->parts();
    auto account = co_await accounts::openAccount(
        parts.directory, parts.accounts, user.account, parts.settings.quota
    );
    if (!account)
        co_return std::unexpected(account.error());
    session->logIn(
        std::move(*account), std::move(user.seat), appendLimit(parts, user.account), user.address
    );
    // RFC 9051 section 7.1: saves the client from asking.
    co_return Reply{
        .code = "CAPABILITY " + session->capabilityWords(), .text = "welcome, " + user.address
    };
}

accounts::LoginAttempt loginAttempt(Session& session, std::string user)
{
    return {
        .user = std::move(user),
        .peer = session.stream().peer().address,
        .protocol = accounts::Protocol::Imap,
    };
}

namespace commands {

// RFC 9051 section 6.2.3
Task<Result<Reply>> login(Call call)
{
    auto& session = call.session;
    if (!session.stream().isSecure())
        co_return no("start TLS first, then log in", "PRIVACYREQUIRED");
    auto request = proto::parseLogin(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    auto attempt = loginAttempt(session, std::move(request->user));
    auto user = co_await session.parts().authenticator.verifyPassword(
        std::move(attempt), std::move(request->password)
    );
    if (!user)
        co_return std::unexpected(user.error());
    co_return co_await logIn(&session, std::move(*user));
}

} // namespace commands

} // namespace postamt::imap
