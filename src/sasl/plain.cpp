#include "sasl/plain.h"

#include "sasl/prepare.h"

#include <algorithm>
#include <utility>

namespace postamt::sasl {

// RFC 4616 section 2: message = [authzid] UTF8NUL authcid UTF8NUL passwd
ServerStep PlainServer::takeMessage(std::string_view message)
{
    if (std::ranges::count(message, '\0') != 2)
        return Failed{Failure::Malformed};
    const auto first = message.find('\0');
    const auto second = message.find('\0', first + 1);
    const auto authorizationId = message.substr(0, first);
    const auto name = message.substr(first + 1, second - first - 1);
    const auto word = message.substr(second + 1);
    if (authorizationId.size() > maxUserSize || name.size() > maxUserSize
        || word.size() > maxPasswordSize)
        return Failed{Failure::TooLong};
    const auto user = prepareUser(name);
    const auto password = preparePassword(word);
    if (!user || !password)
        return Failed{Failure::Malformed};
    if (!authorizationId.empty()) {
        const auto wanted = prepareUser(authorizationId);
        if (!wanted)
            return Failed{Failure::Malformed};
        if (!mayActAs(*user, *wanted))
            return Failed{Failure::Rejected};
    }
    user_ = *user;
    return VerifyPassword{*user, *password};
}

PlainClient::PlainClient(ClientCredentials credentials) : credentials_(std::move(credentials)) { }

Result<std::optional<std::string>> PlainClient::start()
{
    const auto hasNul
        = [](std::string_view text) { return text.find('\0') != std::string_view::npos; };
    if (credentials_.user.empty() || hasNul(credentials_.user) || hasNul(credentials_.password))
        return no("the user name or password cannot be sent with PLAIN");
    sent_ = true;
    std::string message(1, '\0');
    message += credentials_.user;
    message += '\0';
    message += credentials_.password;
    return message;
}

Result<std::string> PlainClient::respond(std::string_view)
{
    return bad("the server asked for more than PLAIN has");
}

} // namespace postamt::sasl
