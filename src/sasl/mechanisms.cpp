#include "sasl/mechanisms.h"

#include "base/ascii.h"
#include "sasl/login.h"
#include "sasl/plain.h"
#include "sasl/scram_client.h"

#include <array>

namespace postamt::sasl {

namespace {

std::unique_ptr<ServerMechanism> scramSha256Server(const ServerSettings& settings)
{
    ScramServerSettings scram;
    scram.secret = settings.scramSecret;
    scram.iterations = settings.iterations;
    return std::make_unique<ScramServer>(std::move(scram), freshScramNonce(settings.random));
}

std::unique_ptr<ClientMechanism>
scramSha256Client(const ClientCredentials& credentials, Random& random)
{
    return std::make_unique<ScramClient>(credentials, freshScramNonce(random));
}

template <class Server>
std::unique_ptr<ServerMechanism> simpleServer(const ServerSettings&)
{
    return std::make_unique<Server>();
}

template <class Client>
std::unique_ptr<ClientMechanism> simpleClient(const ClientCredentials& credentials, Random&)
{
    return std::make_unique<Client>(credentials);
}

constexpr std::array<Mechanism, 3> table{
    {
     {"SCRAM-SHA-256", false, scramSha256Server, scramSha256Client},
     {"PLAIN", true, simpleServer<PlainServer>, simpleClient<PlainClient>},
     {"LOGIN", true, simpleServer<LoginServer>, simpleClient<LoginClient>},
     }
};

} // namespace

std::span<const Mechanism> mechanisms()
{
    return table;
}

const Mechanism* findMechanism(std::string_view name)
{
    for (const auto& mechanism : table) {
        if (equalsIgnoreCase(mechanism.name, name))
            return &mechanism;
    }
    return nullptr;
}

} // namespace postamt::sasl
