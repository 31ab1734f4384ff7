// Any bytes of a client to a whole POP3 session, in every state. Properties: every line gets the
// answer that it must get (line_streams.h); it makes no difference how the input is cut and how
// fast the client reads; the session ends with its client, and the store is sound.
#include "line_streams.h"
#include "mutator.h"
#include "play.h"
#include "pop/session.h"
#include "require.h"
#include "world.h"

#include <string>

namespace {

using namespace postamt;
using namespace postamt::fuzz;

/// Sets what alice's POP3 lists.
void setMode(std::string_view mode)
{
    static std::string current = "default";
    if (current == mode)
        return;
    const auto set = world().directory.setAccount("alice@example.test", "pop3", mode);
    require(set.has_value(), "what POP3 lists can be set");
    current = mode;
}

Task<> play(std::unique_ptr<net::Stream> stream)
{
    static const auto settings = std::make_shared<const Settings>();
    static pop::LoginPace pace; // without a delay it remembers nothing
    const pop::Parts parts{
        .settings = settings,
        .accounts = world().mail().pool,
        .directory = world().directory,
        .authenticator = world().authenticator,
        .pace = pace,
        .clock = world().clock,
        .random = world().random,
    };
    pop::Session session(parts, std::move(stream));
    co_await session.run();
}

Task<> serve(std::unique_ptr<net::Stream> stream)
{
    setMode("default");
    return play(std::move(stream));
}

Task<> serveAll(std::unique_ptr<net::Stream> stream)
{
    setMode("all");
    return play(std::move(stream));
}

const std::vector<Start> starts{
    {serve,    false, ""                                                },
    {serve,    true,  ""                                                },
    {serve,    false, "STLS\r\n"                                        },
    {serve,    true,  "USER alice\r\nPASS alice\r\n"                    },
    {serve,    true,  "USER bob\r\nPASS bob\r\n"                        },
    {serve,    true,  "USER alice\r\n"                                  },
    {serve,    true,  "AUTH PLAIN\r\n"                                  },
    {serve,    true,  "AUTH SCRAM-SHA-256 biwsbj1hbGljZSxyPWFiYw==\r\n" },
    {serve,    true,  "USER alice\r\nPASS alice\r\nDELE 1\r\nDELE 2\r\n"},
    {serveAll, true,  "USER alice\r\nPASS alice\r\n"                    },
    {serveAll, true,  "USER alice\r\nPASS alice\r\nRETR 1\r\nRETR 3\r\n"},
    {serve,    true,  "USER recent:alice\r\nPASS alice\r\n"             },
};

constexpr auto phrases = std::to_array<std::string_view>({
    "CAPA",
    "STLS",
    "UTF8",
    "LANG",
    "LANG *",
    "LANG de",
    "USER alice",
    "PASS alice",
    "USER bob",
    "USER recent:alice",
    "PASS wrong",
    "PASS a b ",
    "AUTH",
    "AUTH PLAIN",
    "AUTH LOGIN",
    "AUTH PLAIN AGFsaWNlAGFsaWNl",
    "AUTH SCRAM-SHA-256 biwsbj1hbGljZSxyPWFiYw==",
    "AUTH OAUTHBEARER biwsAWF1dGg9AQE=",
    "AUTH XOAUTH2 dXNlcj1hbGljZQFhdXRoPUJlYXJlciB4AQE=",
    "AUTH EXTERNAL =",
    "AQ==",
    "AGFsaWNlAGFsaWNl",
    "YWxpY2U=",
    "*",
    "=",
    "STAT",
    "LIST",
    "LIST 1",
    "LIST 9",
    "UIDL",
    "UIDL 2",
    "UIDL 0",
    "RETR 1",
    "RETR 2",
    "RETR 3",
    "RETR 4294967297",
    "TOP 1 0",
    "TOP 2 3",
    "TOP 3 4294967295",
    "DELE 1",
    "DELE 3",
    "RSET",
    "NOOP",
    "NOOP x",
    "QUIT",
    "LAST",
    "retr  1",
});

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(
    std::uint8_t* data, std::size_t size, std::size_t maxSize, unsigned int seed
)
{
    return mutateLines(phrases, data, size, maxSize, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto said = playBothWays(starts, data, size);
    if (size >= 2 && isByLines(data))
        checkPopStream(said);
    return 0;
}
