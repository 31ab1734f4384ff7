#include "sasl/server_mechanism.h"

#include "base/ascii.h"

namespace postamt::sasl {

ServerStep ServerMechanism::resume(bool)
{
    return Failed{Failure::Malformed};
}

ServerStep ServerMechanism::resume(std::optional<ScramCredential>)
{
    return Failed{Failure::Malformed};
}

bool mayActAs(std::string_view user, std::string_view authorizationId)
{
    return authorizationId.empty() || equalsIgnoreCase(user, authorizationId);
}

} // namespace postamt::sasl
