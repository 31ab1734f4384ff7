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
        return refused();
    return VerifyToken{user_, std::string(*token)};
}

// Section 3.2.2; what the client answers (3.2.3) is nothing to us
ServerStep OAuthBearerServer::refused()
{
    return Challenge{
        R"({"status":"invalid_token","openid-configuration":")" + configuration_ + R"("})"
    };
}

} // namespace postamt::sasl
