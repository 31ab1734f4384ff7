#include "accounts/login_exchange.h"
#include "base/log.h"
#include "smtp/commands/commands.h"

#include <utility>
#include <variant>

namespace postamt::smtp::commands {

namespace {

/// Why AUTH cannot run now; no code if it can.
Reply check(const Session& session)
{
    if (!session.policy().isSubmission)
        return reply(502, 5, 1, "There is no login at this port; use submission (465 or 587)");
    if (!session.hello())
        return reply(503, 5, 1, "Say EHLO first");
    if (session.user())
        return reply(503, 5, 1, "You are logged in already");
    if (!session.stream().isSecure())
        return reply(530, 7, 0, "Start TLS first (STARTTLS), then log in");
    return {};
}

/// RFC 4954 section 6
Reply refusal(const Error& error)
{
    if (error.fault == Fault::Bad)
        return reply(501, 5, 2, error.text);
    if (error.code == "CANNOT")
        return reply(504, 5, 4, error.text);
    if (error.code == "LIMIT")
        return reply(454, 7, 0, error.text);
    if (error.fault == Fault::No)
        return reply(535, 7, 8, error.text);
    if (error.fault == Fault::Internal)
        log::error("smtp", "AUTH: {}", error.text);
    return reply(454, 7, 0, "Logins cannot be checked now, please try again later");
}

/// Sends a challenge and waits for the answer to it.
Task<Result<std::string>> ask(Session* session, std::string challenge)
{
    Reply prompt;
    prompt.code = 334;
    prompt.text = std::move(challenge);
    session->answer(prompt);
    session->splitter().expectAuthAnswer();
    auto item = co_await session->next();
    if (!item)
        co_return temporary("the client is gone", "GONE");
    const auto* line = std::get_if<Line>(&*item);
    if (line == nullptr || line->fault != LineFault::None)
        co_return bad("expected an answer in base64 on one line");
    co_return std::string(line->text);
}

} // namespace

// RFC 4954 section 4
Task<Reply> run(Session* session, proto::Auth command)
{
    if (auto refused = check(*session); refused.code != 0)
        co_return refused;
    if (session->transaction() != nullptr)
        co_return reply(503, 5, 1, "AUTH cannot come within a message");
    const auto& parts = session->parts();
    accounts::LoginAttempt attempt;
    attempt.peer
        = session->stream().peer().isUnix ? std::string() : session->stream().peer().address;
    attempt.protocol = accounts::Protocol::Smtp;
    accounts::LoginExchange exchange(
        parts.authenticator, parts.random, std::move(attempt), session->loginChannel()
    );
    auto step = co_await exchange.start(command.mechanism, std::move(command.initial));
    while (step && std::holds_alternative<std::string>(*step)) {
        auto line = co_await ask(session, std::get<std::string>(std::move(*step)));
        if (!line && line.error().code == "GONE")
            co_return Reply();
        if (!line)
            co_return refusal(line.error());
        step = co_await exchange.line(std::move(*line));
    }
    if (!step)
        co_return refusal(step.error());
    auto user = std::get<accounts::AuthenticatedUser>(std::move(*step));
    Reply welcome = reply(235, 7, 0, "Welcome, " + user.address);
    session->logIn(std::move(user));
    co_return welcome;
}

} // namespace postamt::smtp::commands
