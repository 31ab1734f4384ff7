#include "sasl/external.h"

#include "sasl/prepare.h"

#include <utility>

namespace postamt::sasl {

ServerStep ExternalServer::start(std::optional<std::string_view> initial)
{
    if (std::exchange(state_, State::Message) != State::Begin) {
        state_ = State::Ended;
        return Failed{Failure::Malformed};
    }
    return initial ? step(*initial) : Challenge{};
}

ServerStep ExternalServer::step(std::string_view message)
{
    if (std::exchange(state_, State::Ended) != State::Message)
        return Failed{Failure::Malformed};
    if (message.size() > maxUserSize)
        return Failed{Failure::TooLong};
    if (!message.empty()) {
        const auto user = prepareUser(message);
        if (!user)
            return Failed{Failure::Malformed};
        user_ = *user;
    }
    state_ = State::Verdict;
    return VerifyCertificate{user_};
}

ServerStep ExternalServer::resume(bool verified)
{
    if (std::exchange(state_, State::Ended) != State::Verdict)
        return Failed{Failure::Malformed};
    if (!verified)
        return Failed{Failure::Rejected};
    return Done{std::move(user_)};
}

} // namespace postamt::sasl
