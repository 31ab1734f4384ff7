// A server that says anything. Properties: the client ends, sends only lines of its own making,
// sends no envelope before TLS that it was told to require, and leaves nobody undecided.
#include "smtp/proto/client.h"

#include <cstdlib>

namespace {

using namespace postamt;
using namespace postamt::smtp::proto;

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

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto step = static_cast<std::size_t>(input[1] & 0x3f) + 1;
    ClientSettings settings;
    settings.helloName = "me.test";
    settings.tls = static_cast<ClientSettings::Tls>(input[0] & 3);
    if ((input[0] & 4) != 0)
        settings.credentials = {"me", "pencil"};
    const bool mustSecure = settings.tls == ClientSettings::Tls::Required;
    FixedRandom random;
    const Letter letter{
        "a@x.test", {"b@y.test", "j\xc3\xb6@z.test", "bad"},
         100, true, (input[0] & 8) != 0
    };
    Client client(settings, letter, random);
    bool secure = false;
    std::size_t at = 2;
    for (std::size_t rounds = 0; rounds < 10 * size + 100; ++rounds) {
        const auto action = client.next();
        if (const auto* send = std::get_if<Client::Send>(&action)) {
            require(send->bytes.ends_with("\r\n"));
            require(!mustSecure || secure || send->bytes.find("MAIL") == std::string::npos);
            require(!mustSecure || secure || send->bytes.find("AUTH") == std::string::npos);
        } else if (std::holds_alternative<Client::StartTls>(action)) {
            secure = true;
            client.tlsStarted();
        } else if (std::holds_alternative<Client::SendBody>(action)) {
            client.bodySent();
        } else if (std::holds_alternative<Client::Close>(action)) {
            for (const auto& delivery : client.deliveries())
                require(delivery.state > Delivery::State::Accepted);
            return 0;
        } else if (at >= size) {
            client.lost("end");
        } else {
            client.received(input.substr(at, step));
            at += step;
        }
    }
    std::abort();
}
