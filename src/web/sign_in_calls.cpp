#include "web/call.h"
#include "web/shape.h"

#include <utility>

namespace postamt::web {

json::object sessionFields(const Caller& caller)
{
    return {
        {"address",  caller.account.address      },
        {"name",     caller.account.value("name")},
        {"language", caller.account.language()   },
        {"csrf",     caller.token.csrf()         },
        {"expires",  caller.expires              },
    };
}

Task<Answer<Outcome>> signIn(Call call)
{
    accounts::LoginAttempt attempt{
        .user = *textIn(call.arguments, "user"),
        .peer = call.peer,
        .protocol = accounts::Protocol::Web,
    };
    auto password = *textIn(call.arguments, "password");
    const auto user
        = co_await call.parts.authenticator.verifyPassword(std::move(attempt), std::move(password));
    if (!user)
        co_return std::unexpected(problemOf(user.error()));
    const std::chrono::seconds time(call.parts.settings->number("web.session_time"));
    auto add = [&signIns = call.parts.signIns,
                id = user->account,
                mark = user->seat->ground().mark,
                time] { return signIns.add(id, mark, time); };
    const auto token = co_await call.parts.workers.run(std::move(add));
    if (!token)
        co_return std::unexpected(problemOf(token.error()));
    auto account = call.parts.directory.account(user->account);
    if (!account)
        co_return std::unexpected(problemOf(account.error()));
    if (!*account)
        co_return std::unexpected(
            Problem{.status = 401, .name = "not-signed-in", .detail = "The account was removed"}
        );
    const Caller caller{
        .account = std::move(**account),
        .token = *token,
        .expires = call.parts.clock.seconds() + time.count(),
    };
    Outcome outcome{.fields = sessionFields(caller), .signedIn = *token};
    co_return outcome;
}

Task<Answer<Outcome>> signOut(Call call)
{
    auto remove = [&signIns = call.parts.signIns, token = call.caller->token] {
        return signIns.remove(token);
    };
    const auto removed = co_await call.parts.workers.run(std::move(remove));
    if (!removed)
        co_return std::unexpected(problemOf(removed.error()));
    Outcome outcome;
    outcome.signedOut = true;
    co_return outcome;
}

Task<Answer<Outcome>> showSession(Call call)
{
    Outcome outcome{.fields = sessionFields(*call.caller)};
    co_return outcome;
}

} // namespace postamt::web
