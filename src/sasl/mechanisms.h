#pragma once

#include "base/random.h"
#include "sasl/client_mechanism.h"
#include "sasl/scram_server.h"

#include <memory>
#include <span>
#include <string_view>

namespace postamt::sasl {

/// What a server gives its mechanisms. `random` is used while they are made only.
struct ServerSettings {
    Random& random;
    /// See ScramServerSettings::secret.
    std::string scramSecret;
    int iterations = scramIterations;
    /// Of the client's connection; see ScramServerSettings::bindings.
    ChannelBindings bindings = {};
    /// See OAuthBearerServer.
    std::string issuerConfiguration = {};
};

/// What a mechanism needs of a session beside a user. It is not offered where that is missing.
enum class Needs {
    Nothing,
    Binding, ///< a TLS session to bind to
    Issuer, ///< an issuer of tokens whom the service believes
    Certificate, ///< that the client has shown a certificate which names somebody
};

/// One row of the table of mechanisms.
struct Mechanism {
    std::string_view name;
    /// True if the client's password crosses the wire: to be offered and accepted under TLS only.
    bool needsTls;
    Needs needs;
    std::unique_ptr<ServerMechanism> (*server)(const ServerSettings& settings);
    /// Null where we are no client.
    std::unique_ptr<ClientMechanism> (*client)(
        const ClientCredentials& credentials, Random& random
    );
};

/// All mechanisms, the best first.
std::span<const Mechanism> mechanisms();

/// The mechanism of that name, in any case of letters; null if there is none.
const Mechanism* findMechanism(std::string_view name);

} // namespace postamt::sasl
