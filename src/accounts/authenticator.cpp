#include "accounts/authenticator.h"

#include "base/log.h"
#include "sasl/mechanisms.h"

#include <fmt/format.h>
#include <sodium.h>

namespace postamt::accounts {

namespace {

/// A user name for the log: it may be anything, even a password typed into the wrong field.
std::string_view shortened(std::string_view user)
{
    return user.substr(0, 100);
}

std::string inWords(std::chrono::seconds time)
{
    if (time > std::chrono::seconds(90))
        return fmt::format("{} minutes", (time.count() + 59) / 60);
    return time.count() == 1 ? "1 second" : fmt::format("{} seconds", time.count());
}

} // namespace

Authenticator::Authenticator(
    Directory& directory,
    LoginThrottle& throttle,
    Workers& workers,
    Random& random,
    PasswordCost cost
)
    : directory_(directory)
    , throttle_(throttle)
    , workers_(workers)
    , random_(random)
    , remembered_(directory.clock(), random, std::chrono::seconds(0))
{
    if (auto made = makeCredentials(random.hex(32), random, cost))
        nobody_ = std::move(*made);
}

/// Who is counted for an attempt: one user, however the name is spelt.
std::string Authenticator::counted(const LoginAttempt& attempt)
{
    return directory_.userForm(attempt.user).value_or(attempt.user);
}

Task<Result<>> Authenticator::enter(LoginAttempt attempt)
{
    const auto verdict = throttle_.begin(counted(attempt), attempt.peer);
    if (verdict.banned) {
        log::info(
            "accounts",
            "{} login of {} from {} refused: too many wrong passwords from there",
            nameOf(attempt.protocol),
            shortened(attempt.user),
            attempt.peer
        );
        co_return no(
            fmt::format(
                "Too many wrong passwords from your network; try again in {}",
                inWords(*verdict.banned)
            ),
            "LIMIT"
        );
    }
    if (verdict.delay > std::chrono::seconds(0))
        co_await sleep_(verdict.delay);
    co_return Result<>();
}

Result<Authenticator::Candidate> Authenticator::candidate(std::string_view user)
{
    auto account = directory_.accountOfUser(user);
    if (!account)
        return std::unexpected(account.error());
    if (!*account)
        return Candidate{.account = std::nullopt, .credentials = nobody_};
    auto credentials = directory_.credentials((*account)->id);
    if (!credentials)
        return std::unexpected(credentials.error());
    if (!*credentials)
        return Candidate{.account = std::nullopt, .credentials = nobody_};
    return Candidate{.account = std::move(*account), .credentials = std::move(**credentials)};
}

Result<AuthenticatedUser> Authenticator::admit(const LoginAttempt& attempt, const Account& account)
{
    throttle_.succeed(counted(attempt), attempt.peer);
    const auto protocol = nameOf(attempt.protocol);
    if (!account.isEnabled() || !account.permits(attempt.protocol)) {
        const auto what = account.isEnabled() ? protocol : std::string_view("the account");
        log::info(
            "accounts",
            "{} login of {} from {} refused: {} is switched off",
            protocol,
            account.address,
            attempt.peer,
            what
        );
        const auto text = account.isEnabled()
            ? fmt::format("{} is switched off for this account", protocol)
            : std::string("This account is switched off");
        return no(text, "AUTHORIZATIONFAILED");
    }
    auto ticket = sessions_.admit(account.id);
    if (!ticket) {
        log::info(
            "accounts", "{} login of {} refused: too many connections", protocol, account.address
        );
        return no("This account has too many connections; close some and try again", "INUSE");
    }
    log::info("accounts", "{} login of {} from {}", protocol, account.address, attempt.peer);
    auto seat = std::make_shared<SessionLimit::Ticket>(std::move(*ticket));
    return AuthenticatedUser{
        .account = account.id, .address = account.address, .seat = std::move(seat)
    };
}

Error Authenticator::refuse(const LoginAttempt& attempt)
{
    throttle_.fail(counted(attempt), attempt.peer);
    log::info(
        "accounts",
        "{} login of {} from {} failed: wrong user name or password",
        nameOf(attempt.protocol),
        shortened(attempt.user),
        attempt.peer
    );
    return {
        .fault = Fault::No, .text = "Wrong user name or password", .code = "AUTHENTICATIONFAILED"
    };
}

Task<Result<AuthenticatedUser>>
Authenticator::verifyPassword(LoginAttempt attempt, std::string password)
{
    auto entered = co_await enter(attempt);
    if (!entered)
        co_return std::unexpected(entered.error());
    auto found = candidate(attempt.user);
    if (!found) {
        throttle_.abandon(counted(attempt), attempt.peer);
        co_return std::unexpected(found.error());
    }
    // For an unknown user the same is done, so that no time tells them apart.
    const auto proof
        = remembered_.proof(found->account.value_or(Account()), found->credentials, password);
    bool fits = remembered_.find(proof);
    if (fits) {
        sodium_memzero(password.data(), password.size());
    } else {
        fits = co_await hash(found->credentials.passwordHash, std::move(password));
        if (fits && found->account)
            remembered_.keep(proof);
    }
    if (!fits || !found->account)
        co_return std::unexpected(refuse(attempt));
    co_return admit(attempt, *found->account);
}

Task<bool> Authenticator::hash(std::string passwordHash, std::string password)
{
    hashed_.fetch_add(1, std::memory_order_relaxed);
    auto check
        = [passwordHash = std::move(passwordHash), password = std::move(password)]() mutable {
              const bool fits = passwordFits(passwordHash, password);
              sodium_memzero(password.data(), password.size());
              return fits;
          };
    co_return co_await workers_.run(std::move(check));
}

std::vector<std::string_view> Authenticator::mechanisms(const LoginChannel& channel) const
{
    std::vector<std::string_view> out;
    if (!channel.isSecure)
        return out;
    for (const auto& mechanism : sasl::mechanisms()) {
        if (!mechanism.needsBinding || !channel.bindings.empty())
            out.push_back(mechanism.name);
    }
    return out;
}

Result<sasl::ScramCredential>
Authenticator::falseCredential(std::string_view user, sasl::ScramHash hash)
{
    const auto form = directory_.userForm(user);
    if (!form)
        return std::unexpected(form.error());
    const auto secret = scramSecret();
    if (!secret)
        return std::unexpected(secret.error());
    return sasl::falseScramCredential(*form, *secret, sasl::scramIterations, hash);
}

Task<Result<sasl::ScramCredential>>
Authenticator::scramCredential(LoginAttempt attempt, sasl::ScramHash hash)
{
    auto entered = co_await enter(attempt);
    if (!entered)
        co_return std::unexpected(entered.error());
    auto found = candidate(attempt.user);
    // Made in either case, so that the time does not tell.
    auto invented = falseCredential(attempt.user, hash);
    if (!found || !invented) {
        throttle_.abandon(counted(attempt), attempt.peer);
        co_return std::unexpected(found ? invented.error() : found.error());
    }
    if (!found->account)
        co_return std::move(*invented);
    if (hash == sasl::ScramHash::Sha256)
        co_return std::move(found->credentials.scram);
    co_return std::move(found->credentials.scramSha1).value_or(std::move(*invented));
}

Result<AuthenticatedUser> Authenticator::scramSucceeded(const LoginAttempt& attempt)
{
    const auto account = directory_.accountOfUser(attempt.user);
    if (!account) {
        throttle_.abandon(counted(attempt), attempt.peer);
        return std::unexpected(account.error());
    }
    if (!*account) // removed since
        return std::unexpected(refuse(attempt));
    return admit(attempt, **account);
}

Error Authenticator::scramFailed(const LoginAttempt& attempt)
{
    return refuse(attempt);
}

void Authenticator::scramAbandoned(const LoginAttempt& attempt)
{
    throttle_.abandon(counted(attempt), attempt.peer);
}

} // namespace postamt::accounts
