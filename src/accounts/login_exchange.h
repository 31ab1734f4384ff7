#pragma once

#include "accounts/authenticator.h"
#include "base/random.h"
#include "base/result.h"
#include "base/task.h"
#include "sasl/mechanisms.h"
#include "sasl/server_exchange.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace postamt::accounts {

/// One SASL login as IMAP, POP3 and SMTP carry it: lines of base64 in, challenges out, until the
/// user is known. It joins the mechanism, which waits for nothing, with the Authenticator, which
/// does.
class LoginExchange {
public:
    /// The text of the next challenge, to be sent behind "+ " or "334 "; or who has logged in.
    using Step = std::variant<std::string, AuthenticatedUser>;

    /// The parts must outlive the exchange. `attempt.user` is filled in by the mechanism.
    LoginExchange(
        Authenticator& authenticator, Random& random, LoginAttempt attempt, LoginChannel channel
    );

    ~LoginExchange();
    LoginExchange(const LoginExchange&) = delete;
    LoginExchange& operator=(const LoginExchange&) = delete;

    /// Begins with a mechanism by name and the initial response as it was sent, if one was. No
    /// [CANNOT] for a mechanism that is unknown or does not work over this connection, No
    /// [PRIVACYREQUIRED] without TLS. All other errors are those of Authenticator; Bad where the
    /// client's answer is malformed, too long, or "*".
    Task<Result<Step>> start(std::string mechanism, std::optional<std::string> initial);

    /// Goes on with the client's answer, a line without CRLF.
    Task<Result<Step>> line(std::string text);

private:
    Task<Result<Step>> follow(sasl::ServerStep step);
    Task<Result<AuthenticatedUser>> verifyOther(const sasl::ServerStep* step);
    Error failed(sasl::Failure reason);
    void abandon();

    Authenticator& authenticator_;
    Random& random_;
    LoginAttempt attempt_;
    LoginChannel channel_;
    std::optional<sasl::ServerExchange> exchange_;
    /// By password, token or certificate, before the mechanism is done.
    std::optional<AuthenticatedUser> verified_;
    std::optional<Error> refusal_; ///< of a token or certificate, before the mechanism is done
    /// What the client is being asked for: a SCRAM exchange is open at the Authenticator.
    std::optional<sasl::ScramCredential> scram_;
};

} // namespace postamt::accounts
