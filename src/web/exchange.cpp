#include "web/exchange.h"

#include "base/ascii.h"

#include <fmt/format.h>
#include <sodium.h>

#include <optional>
#include <utility>

namespace postamt::web {

namespace {

constexpr std::string_view apiPrefix = "/api/";

Problem notThere()
{
    return {.status = 404, .name = "not-there", .detail = "There is nothing here"};
}

Problem wrongMethod(std::string_view allowed)
{
    return {
        .status = 405,
        .name = "wrong-method",
        .detail = fmt::format("The method is {}", allowed),
        .allow = allowed,
    };
}

Problem notSignedIn()
{
    return {.status = 401, .name = "not-signed-in", .detail = "Sign in first"};
}

bool isSame(std::string_view one, std::string_view other)
{
    return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

/// The media type without parameters, in small letters.
std::string mediaType(std::string_view field)
{
    std::string out;
    for (const char c : field.substr(0, field.find(';'))) {
        if (c != ' ' && c != '\t')
            out += toLower(c);
    }
    return out;
}

std::string cookie(std::string_view value, std::int64_t seconds)
{
    return fmt::format(
        "{}={}; Path=/; Max-Age={}; Secure; HttpOnly; SameSite=Strict", cookieName, value, seconds
    );
}

/// A sign-in with what the records say of it now.
Result<std::optional<Caller>> callerOf(const Parts& parts, const accounts::SignInToken& token)
{
    const auto signIn = parts.signIns.find(token);
    if (!signIn)
        return std::unexpected(signIn.error());
    if (!*signIn)
        return std::nullopt;
    const accounts::LoginGround ground{
        .kind = accounts::LoginGround::Kind::Password, .mark = (*signIn)->mark
    };
    const auto objection
        = parts.authenticator.objection(token.account, accounts::Protocol::Web, ground);
    if (!objection)
        return std::unexpected(objection.error());
    auto account = parts.directory.account(token.account);
    if (!account)
        return std::unexpected(account.error());
    if (*objection || !*account)
        return std::nullopt;
    return Caller{.account = std::move(**account), .token = token, .expires = (*signIn)->expires};
}

} // namespace

Exchange::Exchange(const Parts& parts, Request request, std::string peer)
    : parts_(parts), request_(std::move(request)), peer_(std::move(peer))
{
}

Task<Response> Exchange::run()
{
    auto answered = co_await answer();
    auto response = answered ? std::move(*answered) : formatProblem(answered.error());
    co_return response;
}

Task<Answer<Response>> Exchange::answer()
{
    const std::string_view path = request_.path;
    if (path.starts_with(apiPrefix)) {
        const auto* call = findCall(path.substr(apiPrefix.size()));
        if (call == nullptr)
            co_return std::unexpected(notThere());
        co_return co_await runCall(*call);
    }
    const auto* file = findFile(parts_.files, path);
    if (file == nullptr)
        co_return std::unexpected(notThere());
    if (request_.method != "GET" && request_.method != "HEAD")
        co_return std::unexpected(wrongMethod("GET, HEAD"));
    co_return fileResponse(*file, request_);
}

Task<Answer<Response>> Exchange::runCall(const ApiCall& call)
{
    const std::string_view method = call.changes ? "POST" : "GET";
    if (request_.method != method)
        co_return std::unexpected(wrongMethod(method));
    if (auto checked = checkOrigin(); !checked)
        co_return std::unexpected(checked.error());
    if (auto checked = checkBody(call); !checked)
        co_return std::unexpected(checked.error());
    Call run{.parts = parts_, .arguments = {}, .caller = {}, .peer = peer_};
    if (call.needsSession) {
        auto caller = co_await findCaller();
        if (!caller)
            co_return std::unexpected(caller.error());
        if (call.changes && !isSame(request_.csrf, caller->token.csrf()))
            co_return std::unexpected(Problem{
                .status = 403,
                .name = "no-csrf-token",
                .detail = "X-CSRF-Token is what the call session gives as csrf",
            });
        run.caller = std::move(*caller);
    }
    if (call.changes) {
        auto arguments = parseObject(*call.takes, request_.body);
        if (!arguments)
            co_return std::unexpected(arguments.error());
        run.arguments = std::move(*arguments);
    }
    const auto outcome = co_await call.run(std::move(run));
    if (!outcome)
        co_return std::unexpected(outcome.error());
    Response response;
    response.type = "application/json";
    response.text = json::serialize(outcome->fields);
    if (outcome->signedIn)
        response.fields.emplace_back(
            "Set-Cookie",
            cookie(outcome->signedIn->text(), parts_.settings->number("web.session_time"))
        );
    if (outcome->signedOut)
        response.fields.emplace_back("Set-Cookie", cookie("", 0));
    co_return response;
}

/// What another site has a browser send is not answered, whatever cookies come with it.
Answer<> Exchange::checkOrigin() const
{
    const bool isForeign
        = !request_.origin.empty() && request_.origin != "https://" + request_.host;
    const auto& site = request_.fetchSite;
    if (isForeign || (!site.empty() && site != "same-origin" && site != "none"))
        return std::unexpected(Problem{
            .status = 403,
            .name = "foreign-origin",
            .detail = "The request comes from a page of another site",
        });
    return {};
}

Answer<> Exchange::checkBody(const ApiCall& call) const
{
    if (call.changes && mediaType(request_.contentType) != "application/json")
        return std::unexpected(Problem{
            .status = 415, .name = "wrong-type", .detail = "The body is of application/json"
        });
    return {};
}

Task<Answer<Caller>> Exchange::findCaller()
{
    const auto text = cookieIn(request_.cookies, cookieName);
    const auto token = text ? accounts::SignInToken::parse(*text) : std::nullopt;
    if (!token)
        co_return std::unexpected(notSignedIn());
    auto look = [this, token = *token] { return callerOf(parts_, token); };
    auto caller = co_await parts_.workers.run(std::move(look));
    if (!caller)
        co_return std::unexpected(problemOf(caller.error()));
    if (!*caller)
        co_return std::unexpected(notSignedIn());
    co_return std::move(**caller);
}

} // namespace postamt::web
