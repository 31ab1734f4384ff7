#include "sasl/xoauth2.h"

#include "sasl/bearer_pairs.h"
#include "sasl/prepare.h"

#include <utility>

namespace postamt::sasl {

ServerStep XOAuth2Server::start(std::optional<std::string_view> initial)
{
    if (std::exchange(state_, State::Message) != State::Begin) {
        state_ = State::Ended;
        return Failed{Failure::Malformed};
    }
    return initial ? step(*initial) : Challenge{};
}

ServerStep XOAuth2Server::step(std::string_view message)
{
    switch (std::exchange(state_, State::Ended)) {
    case State::Message:
        return takeMessage(message);
    case State::Refused: // whatever it answers
        return Failed{Failure::Rejected};
    default:
        return Failed{Failure::Malformed};
    }
}

// "user=" user ^A "auth=Bearer " token ^A ^A
ServerStep XOAuth2Server::takeMessage(std::string_view message)
{
    constexpr std::string_view begin = "user=";
    const auto separator = message.find('\1');
    if (separator == std::string_view::npos || !message.starts_with(begin))
        return Failed{Failure::Malformed};
    const auto name = message.substr(begin.size(), separator - begin.size());
    if (name.size() > maxUserSize)
        return Failed{Failure::TooLong};
    const auto user = prepareUser(name);
    const auto authorization = pairValue(message.substr(separator + 1), "auth");
    const auto token = authorization ? bearerToken(*authorization) : std::nullopt;
    if (!user || !token || token->empty())
        return Failed{Failure::Malformed};
    user_ = *user;
    state_ = State::Verdict;
    return VerifyToken{user_, std::string(*token)};
}

ServerStep XOAuth2Server::resume(bool verified)
{
    if (std::exchange(state_, State::Ended) != State::Verdict)
        return Failed{Failure::Malformed};
    if (verified)
        return Done{std::move(user_)};
    state_ = State::Refused;
    return Challenge{R"({"status":"401","schemes":"bearer"})"};
}

} // namespace postamt::sasl
