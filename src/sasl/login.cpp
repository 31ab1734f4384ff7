#include "sasl/login.h"

#include "sasl/prepare.h"

#include <utility>

namespace postamt::sasl {

ServerStep LoginServer::start(std::optional<std::string_view> initial)
{
    if (std::exchange(state_, State::User) != State::Begin) {
        state_ = State::Ended;
        return Failed{Failure::Malformed};
    }
    // An empty initial response ("=") is what some clients send for "ask me"
    return initial && !initial->empty() ? step(*initial) : Challenge{"Username:"};
}

ServerStep LoginServer::step(std::string_view message)
{
    switch (std::exchange(state_, State::Ended)) {
    case State::User:
        return takeUser(message);
    case State::Password:
        return takePassword(message);
    default:
        return Failed{Failure::Malformed};
    }
}

ServerStep LoginServer::takeUser(std::string_view message)
{
    if (message.size() > maxUserSize)
        return Failed{Failure::TooLong};
    const auto user = prepareUser(message);
    if (!user)
        return Failed{Failure::Malformed};
    user_ = *user;
    state_ = State::Password;
    return Challenge{"Password:"};
}

ServerStep LoginServer::takePassword(std::string_view message)
{
    if (message.size() > maxPasswordSize)
        return Failed{Failure::TooLong};
    const auto password = preparePassword(message);
    if (!password)
        return Failed{Failure::Malformed};
    state_ = State::Verdict;
    return VerifyPassword{user_, *password};
}

ServerStep LoginServer::resume(bool verified)
{
    if (std::exchange(state_, State::Ended) != State::Verdict)
        return Failed{Failure::Malformed};
    if (!verified)
        return Failed{Failure::Rejected};
    return Done{std::move(user_)};
}

LoginClient::LoginClient(ClientCredentials credentials) : credentials_(std::move(credentials)) { }

Result<std::optional<std::string>> LoginClient::start()
{
    if (credentials_.user.empty())
        return no("there is no user name to log in with");
    return std::nullopt;
}

Result<std::string> LoginClient::respond(std::string_view)
{
    if (answers_ == 2)
        return bad("the server asked for more than LOGIN has");
    return ++answers_ == 1 ? credentials_.user : credentials_.password;
}

} // namespace postamt::sasl
