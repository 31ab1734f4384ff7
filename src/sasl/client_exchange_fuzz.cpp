// The client's side of every mechanism. Properties: with an honest server it logs in whoever can be
// named in the mechanism, with the name and password that were meant; a server that says anything
// never makes a client of SCRAM believe that it knows the password.
#include "sasl/mechanisms.h"
#include "sasl/prepare.h"
#include "sasl/scram_message.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace {

using namespace postamt;
using namespace postamt::sasl;

class FixedRandom : public Random {
public:
    void fill(std::span<std::byte> bytes) override { std::ranges::fill(bytes, std::byte{7}); }
};

/// More rounds than these only take more time.
constexpr int fewIterations = 4200;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

std::string_view takeLine(std::string_view& input)
{
    const auto end = std::min(input.find('\n'), input.size());
    const auto line = input.substr(0, end);
    input.remove_prefix(std::min(end + 1, input.size()));
    return line;
}

/// Answers as a server does that has this user alone.
ServerStep answered(ServerMechanism& server, ServerStep step, const ClientCredentials& known)
{
    const auto user = *prepareUser(known.user);
    const auto password = *preparePassword(known.password);
    if (const auto* verify = std::get_if<VerifyPassword>(&step)) {
        require(prepareUser(verify->user) == user && verify->password == password);
        return server.resume(true);
    }
    if (const auto* find = std::get_if<FindScramCredential>(&step)) {
        require(find->user == user);
        const std::string salt(scramSaltSize, 's');
        return server.resume(*makeScramCredential(password, salt, scramIterations, find->hash));
    }
    return step;
}

/// True if a server of ours could have such a user. Clients of PLAIN and LOGIN also say others.
bool canBeOurs(const ClientCredentials& credentials)
{
    return credentials.user.size() <= maxUserSize && credentials.password.size() <= maxPasswordSize
        && prepareUser(credentials.user) && preparePassword(credentials.password);
}

void honest(const Mechanism& mechanism, const ClientCredentials& named)
{
    if (!canBeOurs(named))
        return;
    FixedRandom random;
    auto credentials = named;
    if (mechanism.needs == Needs::Binding)
        credentials.bindings = {{"tls-exporter", "EXPORTED"}};
    const auto client = mechanism.client(credentials, random);
    const auto initial = client->start();
    require(initial.has_value());
    const auto server = mechanism.server(
        {.random = random, .scramSecret = "secret", .bindings = credentials.bindings}
    );
    auto step = *initial ? server->start(**initial) : server->start(std::nullopt);
    for (int rounds = 0; rounds < 10; ++rounds) {
        step = answered(*server, std::move(step), credentials);
        const auto* challenge = std::get_if<Challenge>(&step);
        if (challenge == nullptr)
            break;
        const auto answer = client->respond(challenge->bytes);
        require(answer.has_value());
        step = server->step(*answer);
    }
    require(std::holds_alternative<Done>(step) && client->mayEnd());
}

void hostile(
    const Mechanism& mechanism, const ClientCredentials& credentials, std::string_view challenges
)
{
    FixedRandom random;
    const auto client = mechanism.client(credentials, random);
    if (!client->start())
        return;
    bool isBroken = false;
    while (!challenges.empty()) {
        const auto challenge = takeLine(challenges);
        if (const auto first = ScramServerFirst::parse(challenge);
            first && first->iterations > fewIterations)
            return;
        const auto answer = client->respond(challenge);
        require(!isBroken || !answer);
        isBroken = !answer;
        require(mechanism.needsTls || !client->mayEnd());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto& mechanism = mechanisms()[data[0] % mechanisms().size()];
    if (mechanism.client == nullptr)
        return 0;
    ClientCredentials credentials;
    credentials.user = takeLine(input);
    credentials.password = takeLine(input);
    if (data[0] < 128)
        honest(mechanism, credentials);
    else
        hostile(mechanism, credentials, input);
    return 0;
}
