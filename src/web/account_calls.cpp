#include "base/log.h"
#include "web/call.h"
#include "web/shape.h"

#include <utility>

namespace postamt::web {

Task<Answer<Outcome>> setProfile(Call call)
{
    accounts::Directory::Values values;
    for (const auto* key : {"name", "language"}) {
        // "default" would unset the key: nobody is called so.
        if (auto value = textIn(call.arguments, key))
            values.emplace_back(key, value->empty() ? "default" : std::move(*value));
    }
    auto account = co_await setValues(call, std::move(values));
    if (!account)
        co_return std::unexpected(account.error());
    const Caller caller{
        .account = std::move(*account),
        .token = call.caller->token,
        .expires = call.caller->expires,
    };
    Outcome outcome{.fields = sessionFields(caller)};
    co_return outcome;
}

/// The current password is looked at as at a login, with the throttle: a page that was left open is
/// not enough.
Task<Answer<Outcome>> changePassword(Call call)
{
    const auto& parts = call.parts;
    accounts::LoginAttempt attempt{
        .user = call.account().address,
        .peer = call.peer,
        .protocol = accounts::Protocol::Web,
    };
    auto current = *textIn(call.arguments, "current");
    const auto user
        = co_await parts.authenticator.verifyPassword(std::move(attempt), std::move(current));
    if (!user)
        co_return std::unexpected(problemOf(user.error()));
    const std::chrono::seconds time(parts.settings->number("web.session_time"));
    auto change = [&parts,
                   address = call.account().address,
                   old = call.caller->token,
                   password = *textIn(call.arguments, "password"),
                   time]() -> Result<accounts::SignInToken> {
        const auto made = accounts::makeCredentials(password, parts.random, parts.passwordCost);
        if (!made)
            return std::unexpected(made.error());
        if (auto set = parts.directory.setCredentials(address, *made); !set)
            return std::unexpected(set.error());
        auto token = parts.signIns.add(old.account, accounts::passwordMark(*made), time);
        if (token) // the others hold a password that is void; that they go tidies up only
            (void)parts.signIns.removeOthers(*token);
        return token;
    };
    const auto token = co_await parts.workers.run(std::move(change));
    if (!token && token.error().fault == Fault::Bad)
        co_return std::unexpected(Problem{
            .status = 400,
            .name = "invalid",
            .detail = token.error().text,
            .field = "password",
        });
    if (!token)
        co_return std::unexpected(problemOf(token.error()));
    log::info("web", "{} has set another password", call.account().address);
    const Caller caller{
        .account = call.account(),
        .token = *token,
        .expires = parts.clock.seconds() + time.count(),
    };
    Outcome outcome{.fields = sessionFields(caller), .signedIn = *token};
    co_return outcome;
}

} // namespace postamt::web
