#include "accounts/login_exchange.h"

#include <algorithm>
#include <utility>

namespace postamt::accounts {

namespace {

/// OpenID Connect Discovery section 4.
std::string issuerConfiguration(const Authenticator& authenticator)
{
    const auto issuer = authenticator.issuer();
    if (!issuer)
        return {};
    const auto& name = issuer->name();
    return name + (name.ends_with('/') ? "" : "/") + ".well-known/openid-configuration";
}

} // namespace

LoginExchange::LoginExchange(
    Authenticator& authenticator, Random& random, LoginAttempt attempt, LoginChannel channel
)
    : authenticator_(authenticator)
    , random_(random)
    , attempt_(std::move(attempt))
    , channel_(std::move(channel))
{
}

LoginExchange::~LoginExchange()
{
    abandon();
}

Task<Result<LoginExchange::Step>>
LoginExchange::start(std::string mechanism, std::optional<std::string> initial)
{
    const sasl::Mechanism* found = sasl::findMechanism(mechanism);
    if (found == nullptr)
        co_return no("there is no such login mechanism here", "CANNOT");
    if (!channel_.isSecure)
        co_return no("start TLS first, then log in", "PRIVACYREQUIRED");
    if (std::ranges::count(authenticator_.mechanisms(channel_), found->name) == 0)
        co_return no("that login mechanism does not work over this connection", "CANNOT");
    auto secret = authenticator_.scramSecret();
    if (!secret)
        co_return std::unexpected(secret.error());
    exchange_.emplace(found->server({
        .random = random_,
        .scramSecret = std::move(*secret),
        .bindings = channel_.bindings,
        .issuerConfiguration = issuerConfiguration(authenticator_),
    }));
    std::optional<std::string_view> first;
    if (initial)
        first = *initial;
    auto step = exchange_->start(first);
    co_return co_await follow(std::move(step));
}

Task<Result<LoginExchange::Step>> LoginExchange::line(std::string text)
{
    auto step = exchange_->line(text);
    return follow(std::move(step));
}

Task<Result<LoginExchange::Step>> LoginExchange::follow(sasl::ServerStep step)
{
    for (;;) {
        if (const auto* challenge = std::get_if<sasl::Challenge>(&step))
            co_return Step(sasl::encodeChallenge(*challenge));
        if (auto* verify = std::get_if<sasl::VerifyPassword>(&step)) {
            attempt_.setUser(verify->user);
            auto user
                = co_await authenticator_.verifyPassword(attempt_, std::move(verify->password));
            if (!user)
                co_return std::unexpected(user.error());
            verified_ = std::move(*user);
            step = exchange_->resume(true);
        } else if (std::holds_alternative<sasl::VerifyToken>(step)
                   || std::holds_alternative<sasl::VerifyCertificate>(step)) {
            auto user = co_await verifyOther(&step);
            // The mechanism has a word of its own to say to a refusal, not to other errors.
            if (!user && user.error().code != "AUTHENTICATIONFAILED")
                co_return std::unexpected(user.error());
            const bool isVerified = user.has_value();
            if (isVerified)
                verified_ = std::move(*user);
            else
                refusal_ = user.error();
            step = exchange_->resume(isVerified);
        } else if (const auto* find = std::get_if<sasl::FindScramCredential>(&step)) {
            attempt_.setUser(find->user);
            auto credential = co_await authenticator_.scramCredential(attempt_, find->hash);
            if (!credential)
                co_return std::unexpected(credential.error());
            scram_ = std::move(*credential);
            step = exchange_->resume(scram_);
        } else if (std::holds_alternative<sasl::Done>(step)) {
            if (verified_)
                co_return Step(std::move(*verified_));
            const auto used = std::exchange(scram_, std::nullopt);
            auto user = authenticator_.scramSucceeded(attempt_, *used);
            if (!user)
                co_return std::unexpected(user.error());
            co_return Step(std::move(*user));
        } else {
            co_return std::unexpected(failed(std::get<sasl::Failed>(step).reason));
        }
    }
}

/// What is no password.
Task<Result<AuthenticatedUser>> LoginExchange::verifyOther(const sasl::ServerStep* step)
{
    if (const auto* verify = std::get_if<sasl::VerifyToken>(step)) {
        attempt_.user = verify->user;
        return authenticator_.verifyToken(attempt_, verify->token);
    }
    attempt_.user = std::get<sasl::VerifyCertificate>(*step).user;
    return authenticator_.verifyCertificate(attempt_, channel_.certificate);
}

void LoginExchange::abandon()
{
    if (std::exchange(scram_, std::nullopt))
        authenticator_.scramAbandoned(attempt_);
}

Error LoginExchange::failed(sasl::Failure reason)
{
    if (reason == sasl::Failure::Rejected && scram_) {
        scram_.reset();
        return authenticator_.scramFailed(attempt_);
    }
    abandon();
    switch (reason) {
    case sasl::Failure::Aborted:
        return {Fault::Bad, "the login was given up", {}};
    case sasl::Failure::TooLong:
        return {Fault::Bad, "a login message is longer than permitted", {}};
    case sasl::Failure::Rejected:
        if (refusal_)
            return std::move(*refusal_);
        // No password was looked at: the client asked to act for somebody else.
        return {Fault::No, "Wrong user name or password", "AUTHENTICATIONFAILED"};
    case sasl::Failure::Malformed:
        break;
    }
    return {Fault::Bad, "expected a login message of this mechanism in base64", {}};
}

} // namespace postamt::accounts
