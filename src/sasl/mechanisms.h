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
};

/// One row of the table of mechanisms.
struct Mechanism {
    std::string_view name;
    /// True if the client's password crosses the wire: to be offered and accepted under TLS only.
    bool needsTls;
    /// True if it binds to the TLS session: not to be offered where that has no bindings.
    bool needsBinding;
    std::unique_ptr<ServerMechanism> (*server)(const ServerSettings& settings);
    std::unique_ptr<ClientMechanism> (*client)(
        const ClientCredentials& credentials, Random& random
    );
};

/// All mechanisms, the best first.
std::span<const Mechanism> mechanisms();

/// The mechanism of that name, in any case of letters; null if there is none.
const Mechanism* findMechanism(std::string_view name);

} // namespace postamt::sasl
