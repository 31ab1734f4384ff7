#include "sasl/external.h"

#include "sasl/prepare.h"

namespace postamt::sasl {

ServerStep ExternalServer::takeMessage(std::string_view message)
{
    if (message.size() > maxUserSize)
        return Failed{Failure::TooLong};
    if (!message.empty()) {
        const auto user = prepareUser(message);
        if (!user)
            return Failed{Failure::Malformed};
        user_ = *user;
    }
    return VerifyCertificate{user_};
}

} // namespace postamt::sasl
