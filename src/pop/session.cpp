#include "pop/session.h"

#include "base/log.h"
#include "pop/capability.h"
#include "pop/ending.h"
#include "pop/mechanism_list.h"
#include "pop/rule.h"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace postamt::pop {

namespace {

/// After so many commands that were none we hang up.
constexpr int maxMistakes = 20;

/// The response code (RFC 2449 section 8, RFC 3206) of a reason not to do something.
std::string_view responseCode(const Error& error)
{
    // UNAVAILABLE: POP3 is switched off. A program that is told to try again later would, for ever;
    // with AUTH it shows its user the text.
    if (error.code == "AUTHENTICATIONFAILED" || error.code == "EXPIRED"
        || error.code == "UNAVAILABLE")
        return "AUTH";
    if (error.code == "AUTHORIZATIONFAILED")
        return "SYS/PERM";
    if (error.code == "LIMIT")
        return "LOGIN-DELAY";
    if (error.code == "INUSE")
        return "IN-USE";
    return "";
}

} // namespace

Session::Session(Parts parts, std::unique_ptr<net::Stream> stream)
    : parts_(std::move(parts))
    , channel_(std::move(stream))
    , loginDeadline_(
          parts_.clock.now() + std::chrono::seconds(parts_.settings->number("imap.login_timeout"))
      )
{
}

Session::~Session() = default;

Task<> Session::run()
{
    ok(parts_.settings->text("server.hostname") + " POP3 server ready");
    while (isOpen_) {
        Channel::Input input = co_await channel_.next(patience());
        const bool isLate = !isLoggedIn() && parts_.clock.now() >= loginDeadline_;
        if (input.kind == Channel::Input::Kind::Ended || isLate)
            break;
        if (input.kind == Channel::Input::Kind::Faulty) {
            answer(proto::replyTo(input.fault));
        } else {
            auto command = proto::parseCommand(input.text);
            if (command)
                co_await obey(std::move(*command));
            else
                answer(std::move(command.error()));
        }
        if (isOpen_ && mistakes_ >= maxMistakes) {
            refuse("Too many mistakes");
            isOpen_ = false;
        }
    }
    maildrop_.reset();
    channel_.release();
    co_await channel_.shutdown();
}

Task<> Session::obey(proto::Command command)
{
    const Rule& rule = ruleOf(command);
    if (isLoggedIn() ? !rule.inTransaction : !rule.inAuthorization) {
        mistake(fmt::format(
            "{} {}", rule.name, isLoggedIn() ? "comes before login" : "needs a login first"
        ));
        co_return;
    }
    if (rule.needsTls && !channel_.stream().isSecure()) {
        mistake(fmt::format("{} needs TLS: say STLS first", rule.name));
        co_return;
    }
    auto select = [this](auto chosen) { return run(std::move(chosen)); };
    Task<> task = std::visit(select, std::move(command));
    co_await std::move(task);
}

std::chrono::milliseconds Session::patience() const
{
    if (isLoggedIn())
        return std::chrono::seconds(parts_.settings->number("pop3.idle_timeout"));
    const auto left = loginDeadline_ - parts_.clock.now();
    return std::max(
        std::chrono::milliseconds(0), std::chrono::duration_cast<std::chrono::milliseconds>(left)
    );
}

void Session::answer(proto::Reply reply)
{
    ++mistakes_;
    channel_.say(reply);
    if (reply.close)
        isOpen_ = false;
}

/// RFC 2449 section 5
Task<> Session::run(proto::Capa)
{
    CapabilityState state{
        .isLoggedIn = isLoggedIn(),
        .isSecure = channel_.stream().isSecure(),
        .mechanisms = mechanisms(parts_.authenticator, channel_.stream()),
        .expire = expiry(),
    };
    if (const auto delay = loginDelay(); delay > 0)
        state.loginDelay = std::to_string(delay);
    const auto lines = capabilities(state);
    channel_.say(proto::formatLines({.ok = true, .code = {}, .text = "Capabilities"}, lines));
    co_return;
}

/// RFC 6856 section 3. There is one language.
Task<> Session::run(proto::Lang command)
{
    const auto& range = command.range;
    if (range.empty()) {
        const std::vector<std::string> languages{"en English", "i-default English"};
        channel_.say(proto::formatLines({.ok = true, .code = {}, .text = "Languages"}, languages));
    } else if (range == "*" || range == "en" || range.starts_with("en-")) {
        ok("en The texts are English");
    } else if (range == "i-default") {
        ok("i-default The texts are English");
    } else {
        refuse("There is no such language; LANG alone lists them");
    }
    co_return;
}

/// RFC 1939 sections 4 and 6: messages are deleted here and nowhere else.
Task<> Session::run(proto::Quit)
{
    isOpen_ = false;
    // Who asks for recent mail only looks: several devices do.
    if (maildrop_ && !owner_.isRecent) {
        const auto wish = afterFetch();
        Result<> committed;
        if (wish)
            committed = co_await maildrop_->commit(*wish);
        else
            committed = std::unexpected(wish.error());
        if (!committed) {
            log::warning("pop", "{}: QUIT failed: {}", owner_.address, committed.error().text);
            refuse("Some deleted messages were not removed; try again later", "SYS/TEMP");
            co_return;
        }
    }
    ok("Bye");
}

/// The argument of EXPIRE: how many days a message that was fetched stays listed. The server itself
/// throws no mail away. RFC 2449 section 6.7: before login the least that can be.
std::string Session::expiry() const
{
    if (!parts_.settings->flag("pop3.expire"))
        return {};
    if (!isLoggedIn())
        return "0 USER";
    if (owner_.isRecent)
        return std::to_string(recentDays);
    const auto wish = afterFetch();
    if (!wish)
        return {};
    return isMove(*wish) || maildrop_->listsOnce() ? "0" : "NEVER";
}

UnixSeconds Session::loginDelay() const
{
    return parts_.settings->number("pop3.login_delay");
}

Result<accounts::Account> Session::ownersAccount() const
{
    auto owner = parts_.directory.account(owner_.account);
    if (!owner)
        return std::unexpected(owner.error());
    if (!*owner)
        return no("there is no such account", "NONEXISTENT");
    return std::move(**owner);
}

Result<accounts::AfterFetch> Session::afterFetch() const
{
    const auto owner = ownersAccount();
    if (!owner)
        return std::unexpected(owner.error());
    return owner->afterFetch();
}

const std::string& Session::who() const
{
    return owner_.address.empty() ? channel_.stream().peer().address : owner_.address;
}

void Session::ok(std::string_view text)
{
    channel_.say(proto::Reply{.ok = true, .code = {}, .text = std::string(text)});
}

void Session::refuse(std::string_view text, std::string_view code)
{
    channel_.say(proto::Reply{.ok = false, .code = std::string(code), .text = std::string(text)});
}

void Session::refuse(const Error& error)
{
    if (error.fault == Fault::Temporary || error.fault == Fault::Internal) {
        const auto level = error.fault == Fault::Internal ? log::Level::Error : log::Level::Warning;
        log::write(level, "pop", fmt::format("{}: {}", who(), error.text));
        return refuse("Not possible at the moment; try again later", "SYS/TEMP");
    }
    refuse(error.text, responseCode(error));
}

void Session::mistake(std::string_view text)
{
    ++mistakes_;
    refuse(text);
}

} // namespace postamt::pop
