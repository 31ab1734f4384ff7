#include "sasl/mechanisms.h"

#include "base/ascii.h"
#include "sasl/external.h"
#include "sasl/login.h"
#include "sasl/oauthbearer.h"
#include "sasl/plain.h"
#include "sasl/scram_client.h"
#include "sasl/xoauth2.h"

#include <array>

namespace postamt::sasl {

namespace {

template <ScramHash hash, bool plus>
std::unique_ptr<ServerMechanism> scramServer(const ServerSettings& settings)
{
    ScramServerSettings scram;
    scram.hash = hash;
    scram.secret = settings.scramSecret;
    scram.iterations = settings.iterations;
    scram.plus = plus;
    scram.bindings = settings.bindings;
    return std::make_unique<ScramServer>(std::move(scram), freshScramNonce(settings.random));
}

template <ScramHash hash, bool plus>
std::unique_ptr<ClientMechanism> scramClient(const ClientCredentials& credentials, Random& random)
{
    return std::make_unique<ScramClient>(credentials, freshScramNonce(random), hash, plus);
}

template <class Server>
std::unique_ptr<ServerMechanism> simpleServer(const ServerSettings&)
{
    return std::make_unique<Server>();
}

std::unique_ptr<ServerMechanism> oAuthBearerServer(const ServerSettings& settings)
{
    return std::make_unique<OAuthBearerServer>(settings.issuerConfiguration);
}

template <class Client>
std::unique_ptr<ClientMechanism> simpleClient(const ClientCredentials& credentials, Random&)
{
    return std::make_unique<Client>(credentials);
}

constexpr auto sha1 = ScramHash::Sha1;
constexpr auto sha256 = ScramHash::Sha256;

// clang-format off
constexpr auto table = std::to_array<Mechanism>({
    //                     needs TLS, and
    {"SCRAM-SHA-256-PLUS", false, Needs::Binding,     scramServer<sha256, true>,     scramClient<sha256, true> },
    {"SCRAM-SHA-1-PLUS",   false, Needs::Binding,     scramServer<sha1, true>,       scramClient<sha1, true>   },
    {"SCRAM-SHA-256",      false, Needs::Nothing,     scramServer<sha256, false>,    scramClient<sha256, false>},
    {"SCRAM-SHA-1",        false, Needs::Nothing,     scramServer<sha1, false>,      scramClient<sha1, false>  },
    {"PLAIN",              true,  Needs::Nothing,     simpleServer<PlainServer>,     simpleClient<PlainClient> },
    {"LOGIN",              true,  Needs::Nothing,     simpleServer<LoginServer>,     simpleClient<LoginClient> },
    {"OAUTHBEARER",        true,  Needs::Issuer,      oAuthBearerServer,             nullptr                   },
    {"XOAUTH2",            true,  Needs::Issuer,      simpleServer<XOAuth2Server>,   nullptr                   },
    {"EXTERNAL",           true,  Needs::Certificate, simpleServer<ExternalServer>,  nullptr                   },
});
// clang-format on

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
