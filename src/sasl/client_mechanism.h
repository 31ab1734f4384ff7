#pragma once

#include "base/result.h"
#include "sasl/channel_binding.h"

#include <optional>
#include <string>
#include <string_view>

namespace postamt::sasl {

/// Who we are to another server.
struct ClientCredentials {
    std::string user;
    std::string password;
    /// Of our connection to it, for mechanisms that bind to it.
    ChannelBindings bindings = {};
};

/// The client's side of one SASL exchange: decoded bytes in and out.
class ClientMechanism {
public:
    virtual ~ClientMechanism() = default;

    /// The initial response, or nothing if the mechanism waits for the server. No: the credentials
    /// cannot be said in this mechanism.
    virtual Result<std::optional<std::string>> start() = 0;

    /// The answer to a challenge. Bad: the server broke the rules or is not who it should be; give
    /// up.
    virtual Result<std::string> respond(std::string_view challenge) = 0;

    /// True once the server may report success. A success before that is a lie: a server that has
    /// not proved that it knows the password.
    virtual bool mayEnd() const = 0;
};

} // namespace postamt::sasl
