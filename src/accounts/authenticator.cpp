#include "accounts/authenticator.h"

#include "base/ascii.h"
#include "base/log.h"
#include "sasl/mechanisms.h"

#include <fmt/format.h>
#include <sodium.h>

namespace postamt::accounts {

namespace {

/// For the log. A user name may be anything, even a password typed into the wrong field.
std::string whoIn(const LoginAttempt& attempt)
{
    if (attempt.user.empty())
        return "without a name";
    return "of " + attempt.user.substr(0, 100);
}

/// For the log; a password of the account goes without saying.
std::string_view meansOf(const LoginGround& ground)
{
    switch (ground.kind) {
    case LoginGround::Kind::Password:
        return "";
    case LoginGround::Kind::AppPassword:
        return " by an app password";
    case LoginGround::Kind::Token:
        return " by a token";
    case LoginGround::Kind::Certificate:
        return " by a certificate";
    }
    return "";
}

std::string inWords(std::chrono::seconds time)
{
    if (time > std::chrono::seconds(90))
        return fmt::format("{} minutes", (time.count() + 59) / 60);
    return time.count() == 1 ? "1 second" : fmt::format("{} seconds", time.count());
}

} // namespace

void LoginAttempt::setUser(std::string name)
{
    constexpr std::string_view recent = "recent:";
    isRecent = protocol == Protocol::Pop3
        && equalsIgnoreCase(std::string_view(name).substr(0, recent.size()), recent);
    user = isRecent ? name.substr(recent.size()) : std::move(name);
}

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
    , visits_(std::make_shared<Visits>(directory.engine(), workers, directory.clock()))
{
    if (auto made = makeCredentials(random.hex(32), random, cost))
        nobody_ = std::move(*made);
    directory_.setWatcher([this](mail::AccountId account) {
        seats_.review(account, [this](Seat& seat) { return reasonToEnd(seat); });
    });
}

Authenticator::~Authenticator()
{
    directory_.setWatcher(nullptr);
}

/// Who is counted for an attempt: one user, however the name is spelt. Those who leave it to a
/// token or a certificate are one for each address, so that they do not slow down each other.
std::string Authenticator::counted(const LoginAttempt& attempt)
{
    if (attempt.user.empty())
        return "@" + attempt.peer;
    return directory_.userForm(attempt.user).value_or(attempt.user);
}

Task<Result<>> Authenticator::enter(LoginAttempt attempt)
{
    const auto verdict = throttle_.begin(counted(attempt), attempt.peer);
    if (verdict.banned) {
        log::info(
            "accounts",
            "{} login {} from {} refused: too many wrong passwords from there",
            nameOf(attempt.protocol),
            whoIn(attempt),
            attempt.peer
        );
        noteRefusal(LoginOutcome::Banned, attempt);
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

Result<AuthenticatedUser>
Authenticator::admit(const LoginAttempt& attempt, const Account& account, LoginGround ground)
{
    throttle_.succeed(counted(attempt), attempt.peer);
    const auto protocol = nameOf(attempt.protocol);
    auto ticket = sessions_.admit(account.id);
    if (!ticket) {
        log::info(
            "accounts", "{} login of {} refused: too many connections", protocol, account.address
        );
        noteRefusal(LoginOutcome::TooManyConnections, attempt, account, ground);
        return std::unexpected(refusal(LoginOutcome::TooManyConnections, attempt.protocol));
    }
    Seat::Origin origin{.peer = attempt.peer, .since = directory_.clock().seconds()};
    auto seat = std::make_shared<Seat>(
        std::move(*ticket),
        account.id,
        attempt.protocol,
        std::move(ground),
        std::move(origin),
        visits_
    );
    // The seat is watched from here on, so what changed since the password was looked at is seen
    // now, and what changes later by the watch.
    seats_.add(seat);
    const auto outcome = outcomeNow(account.id, attempt.protocol, seat->ground());
    if (!outcome)
        return std::unexpected(outcome.error());
    if (*outcome != LoginOutcome::LetIn) {
        auto refused = refusal(*outcome, attempt.protocol);
        log::info(
            "accounts",
            "{} login of {} from {} refused: {}",
            protocol,
            account.address,
            attempt.peer,
            refused.text
        );
        noteRefusal(*outcome, attempt, account, seat->ground());
        return std::unexpected(std::move(refused));
    }
    seat->beginVisit();
    noteUse(attempt, *seat);
    log::info(
        "accounts",
        "{} login of {} from {}{}",
        protocol,
        account.address,
        attempt.peer,
        meansOf(seat->ground())
    );
    return AuthenticatedUser{
        .account = account.id,
        .address = account.address,
        .isRecent = attempt.isRecent,
        .seat = std::move(seat),
    };
}

std::optional<std::string> Authenticator::reasonToEnd(const Seat& seat)
{
    const auto outcome = outcomeNow(seat.account(), seat.protocol(), seat.ground());
    // While the store cannot be read nobody is sent away.
    if (!outcome || *outcome == LoginOutcome::LetIn)
        return std::nullopt;
    auto reason = refusal(*outcome, seat.protocol()).text;
    log::info(
        "accounts",
        "a session of account {} by {} ends: {}",
        seat.account().value,
        nameOf(seat.protocol()),
        reason
    );
    return reason;
}

void Authenticator::reviewSeats()
{
    seats_.review([this](Seat& seat) {
        seat.tell();
        return seat.ground().kind != LoginGround::Kind::Password ? reasonToEnd(seat) : std::nullopt;
    });
}

void Authenticator::noteUse(const LoginAttempt& attempt, const Seat& seat)
{
    const auto& ground = seat.ground();
    const auto now = directory_.clock().seconds();
    if (ground.kind != LoginGround::Kind::AppPassword
        || !directory_.appPasswordUses().note(seat.account(), ground.mark, now))
        return;
    AppPasswordUse use{.time = now, .protocol = attempt.protocol, .peer = attempt.peer};
    workers_.post([&uses = directory_.appPasswordUses(),
                   account = seat.account(),
                   hash = ground.mark,
                   use = std::move(use)] {
        if (const auto written = uses.write(account, hash, use); !written)
            log::warning(
                "accounts", "the use of an app password was not noted: {}", written.error().text
            );
    });
}

Error Authenticator::refuse(const LoginAttempt& attempt)
{
    throttle_.fail(counted(attempt), attempt.peer);
    log::info(
        "accounts",
        "{} login {} from {} failed: wrong user name or password",
        nameOf(attempt.protocol),
        whoIn(attempt),
        attempt.peer
    );
    noteRefusal(LoginOutcome::WrongPassword, attempt);
    return refusal(LoginOutcome::WrongPassword, attempt.protocol);
}

Error Authenticator::refuseProof(const LoginAttempt& attempt, std::string_view why)
{
    throttle_.fail(counted(attempt), attempt.peer);
    log::info(
        "accounts",
        "{} login {} from {} failed: {}",
        nameOf(attempt.protocol),
        whoIn(attempt),
        attempt.peer,
        why
    );
    noteRefusal(LoginOutcome::ProofRefused, attempt);
    return refusal(LoginOutcome::ProofRefused, attempt.protocol);
}

Result<std::optional<Account>> Authenticator::accountOf(std::string_view address)
{
    auto account = directory_.accountOfUser(address);
    if (account && *account && !equalsIgnoreCase((*account)->address, address))
        return std::nullopt;
    return account;
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
    auto app = appPassword(found->account, password);
    if (!app) {
        throttle_.abandon(counted(attempt), attempt.peer);
        co_return std::unexpected(app.error());
    }
    if (*app) {
        sodium_memzero(password.data(), password.size());
        co_return admit(attempt, *found->account, std::move(**app));
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
    LoginGround ground{
        .kind = LoginGround::Kind::Password, .mark = passwordMark(found->credentials)
    };
    co_return admit(attempt, *found->account, std::move(ground));
}

// What is found is right and quick, as with a remembered password; what is not costs the slow hash
// afterwards, whoever the user is.
Result<std::optional<LoginGround>>
Authenticator::appPassword(const std::optional<Account>& account, std::string_view password)
{
    auto letters = appPasswordLetters(password);
    if (!letters)
        return std::nullopt;
    const auto id = account ? account->id : mail::AccountId();
    auto hash = hashAppPassword(id, *letters);
    sodium_memzero(letters->data(), letters->size());
    const auto all = directory_.appPasswords(id); // an unknown user's are looked for likewise
    if (!all)
        return std::unexpected(all.error());
    const auto* found = findAppPassword(*all, hash);
    if (!account || found == nullptr)
        return std::nullopt;
    return LoginGround{
        .kind = LoginGround::Kind::AppPassword, .mark = std::move(hash), .label = found->label
    };
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
    const auto has = [&](sasl::Needs needs) {
        switch (needs) {
        case sasl::Needs::Binding:
            return !channel.bindings.empty();
        case sasl::Needs::Issuer:
            return issuer() != nullptr;
        case sasl::Needs::Certificate:
            return !namesIn(channel.certificate).empty();
        case sasl::Needs::Nothing:
            break;
        }
        return true;
    };
    for (const auto& mechanism : sasl::mechanisms()) {
        if (has(mechanism.needs))
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

Result<AuthenticatedUser>
Authenticator::scramSucceeded(const LoginAttempt& attempt, const sasl::ScramCredential& used)
{
    const auto found = candidate(attempt.user);
    if (!found) {
        throttle_.abandon(counted(attempt), attempt.peer);
        return std::unexpected(found.error());
    }
    // Removed since, or the password was changed since.
    const auto& now = found->credentials;
    if (!found->account || (now.scram != used && now.scramSha1 != used))
        return std::unexpected(refuse(attempt));
    LoginGround ground{
        .kind = LoginGround::Kind::Password, .mark = passwordMark(found->credentials)
    };
    return admit(attempt, *found->account, std::move(ground));
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
