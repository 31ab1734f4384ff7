#include "imap/proto/authenticate.h"

#include "accounts/login_exchange.h"
#include "base/ascii.h"
#include "base/encoding.h"
#include "imap/commands/commands.h"
#include "imap/commands/logging_in.h"
#include "imap/session.h"

#include <variant>

namespace postamt::imap::commands {

// RFC 9051 section 6.2.2, SASL-IR of RFC 4959
Task<Result<Reply>> authenticate(Call call)
{
    auto& session = call.session;
    const auto request = proto::parseAuthenticate(call.line.arguments);
    if (!request)
        co_return std::unexpected(request.error());
    std::optional<std::string> initial;
    if (request->initialResponse)
        initial = request->initialResponse->empty() ? "=" : base64Encode(*request->initialResponse);
    const auto capability = "AUTH=" + uppered(request->mechanism);
    if (!session.offers(capability))
        co_return no("there is no such login mechanism here", "CANNOT");
    const auto& parts = session.parts();
    auto attempt = loginAttempt(session, {});
    auto channel = accounts::channelOf(session.stream());
    // A client that was not shown -PLUS says so (RFC 5802 section 6); nobody hid it on the way.
    if (!session.offers(capability + "-PLUS"))
        channel.bindings = {};
    accounts::LoginExchange exchange(
        parts.authenticator, parts.random, std::move(attempt), std::move(channel)
    );
    auto step = co_await exchange.start(request->mechanism, std::move(initial));
    while (step && std::holds_alternative<std::string>(*step)) {
        const bool sent = co_await session.goAhead(std::get<std::string>(*step));
        if (!sent)
            co_return bad("the client is gone");
        auto line = co_await session.nextLine();
        if (line.kind == Session::Line::Kind::Refused)
            co_return std::unexpected(line.error);
        if (line.kind != Session::Line::Kind::Text)
            co_return bad("the login was not finished");
        step = co_await exchange.line(std::move(line.text));
    }
    if (!step)
        co_return std::unexpected(step.error());
    auto user = std::get<accounts::AuthenticatedUser>(std::move(*step));
    co_return co_await logIn(&session, std::move(user));
}

} // namespace postamt::imap::commands
