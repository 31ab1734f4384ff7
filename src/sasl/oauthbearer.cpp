#include "sasl/oauthbearer.h"

#include "sasl/bearer_pairs.h"
#include "sasl/prepare.h"
#include "sasl/scram_message.h"

#include <utility>

namespace postamt::sasl {

OAuthBearerServer::OAuthBearerServer(std::string configuration)
    : configuration_(std::move(configuration))
{
}

ServerStep OAuthBearerServer::start(std::optional<std::string_view> initial)
{
    if (std::exchange(state_, State::Message) != State::Begin) {
        state_ = State::Ended;
        return Failed{Failure::Malformed};
    }
    return initial ? step(*initial) : Challenge{};
}

ServerStep OAuthBearerServer::step(std::string_view message)
{
    switch (std::exchange(state_, State::Ended)) {
    case State::Message:
        return takeMessage(message);
    case State::Refused: // section 3.2.3: whatever it answers
        return Failed{Failure::Rejected};
    default:
        return Failed{Failure::Malformed};
    }
}

// Section 3.1: client-resp = gs2-header kvsep *kvpair kvsep
ServerStep OAuthBearerServer::takeMessage(std::string_view message)
{
    const auto separator = message.find('\1');
    if (separator == std::string_view::npos)
        return Failed{Failure::Malformed};
    const auto header = Gs2Header::parse(message.substr(0, separator));
    const auto pairs = message.substr(separator + 1);
    const auto authorization = pairValue(pairs, "auth");
    const auto token = authorization ? bearerToken(*authorization) : std::nullopt;
    if (!header || !token || header->flag == BindingFlag::Bound) // there is no -PLUS
        return Failed{Failure::Malformed};
    if (!header->authorizationId.empty()) {
        const auto user = prepareUser(header->authorizationId);
        if (!user)
            return Failed{Failure::Malformed};
        user_ = *user;
    }
    if (token->empty()) // section 4.3: the client asks whom to get a token from
        return refuse();
    state_ = State::Verdict;
    return VerifyToken{user_, std::string(*token)};
}

ServerStep OAuthBearerServer::resume(bool verified)
{
    if (std::exchange(state_, State::Ended) != State::Verdict)
        return Failed{Failure::Malformed};
    if (!verified)
        return refuse();
    return Done{std::move(user_)};
}

// Section 3.2.2
ServerStep OAuthBearerServer::refuse()
{
    state_ = State::Refused;
    return Challenge{
        R"({"status":"invalid_token","openid-configuration":")" + configuration_ + R"("})"
    };
}

} // namespace postamt::sasl
