#include "accounts/login_exchange.h"
#include "accounts/open_account.h"
#include "pop/mechanism_list.h"
#include "pop/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>
#include <vector>

namespace postamt::pop {

namespace {

/// After so many failures we hang up.
constexpr int maxFailedLogins = 5;

/// Of recent mail so much is listed.
constexpr std::size_t mostRecent = 20'000;

constexpr UnixSeconds day = 24 * 60 * 60;

} // namespace

/// RFC 2595 section 4. Commands that came in the same packet are dropped.
Task<> Session::run(proto::Stls)
{
    if (channel_.stream().isSecure()) {
        refuse("TLS is active already");
        co_return;
    }
    if (isUtf8_) {
        refuse("STLS comes before UTF8"); // RFC 6856 section 2.1
        co_return;
    }
    ok("Begin TLS");
    isOpen_ = co_await channel_.startTls();
    user_ = {};
}

/// RFC 6856 section 2.1. Messages go out as they came in, with and without it: to refuse those with
/// UTF-8 in their headers, as the RFC would have it, would keep from people the many that are so
/// without being announced, and to change them would break what is signed.
Task<> Session::run(proto::Utf8)
{
    isUtf8_ = true;
    ok("UTF-8 is welcome");
    co_return;
}

/// RFC 1939 section 7. Any name is welcome, so that nobody learns which there are.
Task<> Session::run(proto::User command)
{
    user_ = std::move(command.name);
    ok("Now the password");
    co_return;
}

Task<> Session::run(proto::Pass command)
{
    if (user_.empty()) {
        mistake("USER comes before PASS");
        co_return;
    }
    accounts::LoginAttempt login = attempt();
    login.setUser(std::exchange(user_, {}));
    auto user = co_await parts_.authenticator.verifyPassword(
        std::move(login), std::move(command.password)
    );
    if (user)
        co_await enter(std::move(*user));
    else
        failLogin(user.error());
}

/// RFC 5034
Task<> Session::run(proto::Auth command)
{
    const auto names = mechanisms(parts_.authenticator, channel_.stream());
    if (command.mechanism.empty()) {
        // Outlook asks that way which mechanisms there are
        channel_.say(proto::formatLines({.ok = true, .code = {}, .text = "Mechanisms"}, names));
        co_return;
    }
    if (std::ranges::find(names, command.mechanism) == names.end()) {
        mistake("There is no such mechanism; AUTH alone lists them");
        co_return;
    }
    accounts::LoginExchange exchange(
        parts_.authenticator, parts_.random, attempt(), accounts::channelOf(channel_.stream())
    );
    auto step = co_await exchange.start(std::move(command.mechanism), std::move(command.initial));
    while (step && std::holds_alternative<std::string>(*step)) {
        channel_.say("+ " + std::get<std::string>(*step) + "\r\n");
        channel_.expectAuthAnswer();
        Channel::Input input = co_await channel_.next(patience());
        if (input.kind == Channel::Input::Kind::Ended) {
            isOpen_ = false;
            co_return;
        }
        if (input.kind == Channel::Input::Kind::Faulty) {
            answer(proto::replyTo(input.fault));
            co_return;
        }
        step = co_await exchange.line(std::move(input.text));
    }
    if (step)
        co_await enter(std::move(std::get<accounts::AuthenticatedUser>(*step)));
    else
        failLogin(step.error());
}

accounts::LoginAttempt Session::attempt() const
{
    const net::Endpoint& peer = channel_.stream().peer();
    return {
        .user = {},
        .peer = peer.isUnix ? std::string() : peer.address,
        .protocol = accounts::Protocol::Pop3,
    };
}

void Session::failLogin(const Error& error)
{
    refuse(error);
    if (error.fault == Fault::Bad) {
        ++mistakes_;
        return;
    }
    ++failedLogins_;
    // who is banned learns nothing by trying on
    isOpen_ = failedLogins_ < maxFailedLogins && error.code != "LIMIT";
}

/// The password was right: opens the maildrop. Several sessions may have it open, with IMAP beside.
Task<> Session::enter(accounts::AuthenticatedUser user)
{
    if (!parts_.pace.admit(user.account, parts_.clock.seconds(), loginDelay())) {
        // RFC 2449 section 8.1.1
        refuse(
            fmt::format("Log in once in {} seconds, not more often", loginDelay()), "LOGIN-DELAY"
        );
        co_return;
    }
    owner_ = std::move(user);
    const mail::QuotaLimits quota{
        .bytes = static_cast<std::uint64_t>(parts_.settings->number("mail.quota_bytes")),
        .messages = static_cast<std::uint64_t>(parts_.settings->number("mail.quota_messages")),
    };
    auto account
        = co_await accounts::openAccount(parts_.directory, parts_.accounts, owner_.account, quota);
    if (!account) {
        refuse(account.error());
        co_return;
    }
    auto maildrop = co_await openMaildrop(std::move(*account));
    if (!maildrop) {
        refuse(maildrop.error());
        co_return;
    }
    maildrop_ = std::move(*maildrop);
    channel_.hold(std::move(owner_.seat));
    ok(fmt::format("{} messages", maildrop_->size()));
}

/// What the owner wants POP3 to show; or, where the user name asks for it, recent mail.
Task<Result<std::unique_ptr<Maildrop>>> Session::openMaildrop(std::shared_ptr<mail::Account> account
)
{
    const auto owner = ownersAccount();
    if (!owner)
        co_return std::unexpected(owner.error());
    if (owner_.isRecent) {
        const Choice recent{
            .since = parts_.clock.seconds() - recentDays * day,
            .most = mostRecent,
            .isNewestFirst = true,
        };
        co_return co_await Maildrop::open(std::move(account), recent);
    }
    if (owner->popMode() == accounts::PopMode::Classic)
        co_return co_await Maildrop::open(std::move(account));
    const Choice choice{
        .isUnfetchedOnly = true,
        .since = owner->popSince().value_or(std::numeric_limits<UnixSeconds>::min()),
        .most = static_cast<std::size_t>(parts_.settings->number("pop3.session_messages")),
    };
    co_return co_await Maildrop::open(std::move(account), choice);
}

} // namespace postamt::pop
