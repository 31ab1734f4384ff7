#include "sasl/one_message_server.h"

#include <utility>

namespace postamt::sasl {

ServerStep OneMessageServer::start(std::optional<std::string_view> initial)
{
    if (std::exchange(state_, State::Message) != State::Begin) {
        state_ = State::Ended;
        return Failed{Failure::Malformed};
    }
    return initial ? step(*initial) : Challenge{};
}

ServerStep OneMessageServer::step(std::string_view message)
{
    const auto state = std::exchange(state_, State::Ended);
    if (state == State::Refused)
        return Failed{Failure::Rejected};
    if (state != State::Message)
        return Failed{Failure::Malformed};
    auto next = takeMessage(message);
    if (std::holds_alternative<Challenge>(next))
        state_ = State::Refused;
    else if (!std::holds_alternative<Failed>(next))
        state_ = State::Verdict;
    return next;
}

ServerStep OneMessageServer::resume(bool verified)
{
    if (std::exchange(state_, State::Ended) != State::Verdict)
        return Failed{Failure::Malformed};
    if (verified)
        return Done{std::move(user_)};
    auto next = refused();
    if (std::holds_alternative<Challenge>(next))
        state_ = State::Refused;
    return next;
}

} // namespace postamt::sasl
