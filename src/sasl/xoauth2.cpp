#include "sasl/xoauth2.h"

#include "sasl/bearer_pairs.h"
#include "sasl/prepare.h"

namespace postamt::sasl {

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
    return VerifyToken{user_, std::string(*token)};
}

ServerStep XOAuth2Server::refused()
{
    return Challenge{R"({"status":"401","schemes":"bearer"})"};
}

} // namespace postamt::sasl
