// Every mechanism with any sequence of messages and verdicts. Properties: a refused or unasked
// client never gets in; after the end nothing but Failed comes.
#include "base/encoding.h"
#include "sasl/mechanisms.h"
#include "sasl/server_exchange.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace postamt;
using namespace postamt::sasl;

class FixedRandom : public Random {
public:
    void fill(std::span<std::byte> bytes) override { std::ranges::fill(bytes, std::byte{7}); }
};

void require(bool truth)
{
    if (!truth)
        std::abort();
}

} // namespace

// The first byte chooses the mechanism; then lines, each led by a byte that says how to play it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string_view input(reinterpret_cast<const char*>(data), size);
    if (input.empty())
        return 0;
    FixedRandom random;
    const auto table = mechanisms();
    const auto& mechanism = table[static_cast<unsigned char>(input[0]) % table.size()];
    input.remove_prefix(1);
    ServerExchange server(mechanism.server(
        {.random = random, .scramSecret = "secret", .bindings = {{"tls-exporter", "EXPORTED"}}}
    ));
    const bool initial = !input.empty() && input[0] == 'i';
    ServerStep step = Challenge{};
    bool begun = false;
    bool over = false;
    while (!input.empty()) {
        const auto end = std::min(input.find('\n'), input.size());
        const auto line = input.substr(0, end);
        input.remove_prefix(std::min(end + 1, input.size()));
        const bool asked = std::holds_alternative<VerifyPassword>(step)
            || std::holds_alternative<VerifyToken>(step)
            || std::holds_alternative<VerifyCertificate>(step);
        const auto encoded = base64Encode(line.empty() ? line : line.substr(1));
        if (!begun)
            step = initial ? server.start(encoded) : server.start(std::nullopt);
        else if (line.starts_with('y') || line.starts_with('n'))
            step = server.resume(line[0] == 'y');
        else if (line.starts_with('s'))
            step = server.resume(std::optional<ScramCredential>());
        else if (line.starts_with('r'))
            step = server.line(line.substr(1));
        else
            step = server.line(encoded);
        begun = true;
        const bool done = std::holds_alternative<Done>(step);
        // no real SCRAM credential is ever given, so only a verdict of yes that was asked for lets
        // in
        require(!done || (asked && line.starts_with('y')));
        require(!over || std::holds_alternative<Failed>(step));
        over = over || done || std::holds_alternative<Failed>(step);
        if (const auto* verify = std::get_if<VerifyPassword>(&step)) {
            require(!verify->user.empty() && verify->user.size() <= maxUserSize);
            require(!verify->password.empty() && verify->password.size() <= maxPasswordSize);
        }
        if (const auto* verify = std::get_if<VerifyToken>(&step))
            require(!verify->token.empty() && verify->user.size() <= maxUserSize);
    }
    return 0;
}
