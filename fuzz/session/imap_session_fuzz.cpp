// Any bytes of a client to a whole IMAP session, in every state. Properties: what the session says
// is well-formed to the last byte (imap_stream.h) and bounded; it makes no difference how the input
// is cut and how fast the client reads; the session ends with its client, and the store is sound.
#include "imap/command_table.h"
#include "imap/session.h"
#include "imap_phrases.h"
#include "imap_stream.h"
#include "mutator.h"
#include "play.h"
#include "require.h"
#include "world.h"

namespace {

using namespace postamt;
using namespace postamt::fuzz;

Task<> serve(std::unique_ptr<net::Stream> stream)
{
    const imap::SessionSettings settings{
        .hostname = "mail.example.test",
        .messageLimit = 20'000,
        .commandLimit = 8'000,
        .commandLimitBeforeLogin = 2'000,
        .offersCompression = false, // what is said could not be compared
        .without = {},
        .spool = "/tmp",
        .quota = World::quota(),
        .metadata = {},
        .admin = {},
        .comment = {},
    };
    const imap::Parts parts{
        .settings = settings,
        .accounts = world().mail().pool,
        .authenticator = world().authenticator,
        .directory = world().directory,
        .workers = world().workers,
        .clock = world().clock,
        .random = world().random,
    };
    imap::Session session(parts, std::move(stream));
    co_await session.run();
}

const std::vector<Start> starts{
    {serve, false, ""                                                                           },
    {serve, true,  ""                                                                           },
    {serve, false, "x STARTTLS\r\n"                                                             },
    {serve, true,  "x LOGIN alice alice\r\n"                                                    },
    {serve, true,  "x LOGIN alice alice\r\nx SELECT INBOX\r\n"                                  },
    {serve, true,  "x LOGIN alice alice\r\nx EXAMINE INBOX\r\n"                                 },
    {serve, true,  "x LOGIN alice alice\r\nx ENABLE QRESYNC\r\nx SELECT INBOX\r\n"              },
    {serve, true,  "x LOGIN alice alice\r\nx ENABLE IMAP4rev2 UTF8=ACCEPT\r\nx SELECT INBOX\r\n"},
    {serve, true,  "x LOGIN alice alice\r\nx SELECT INBOX\r\nx IDLE\r\n"                        },
    {serve, true,  "x LOGIN alice alice\r\nx SELECT INBOX\r\nx APPEND INBOX {64}\r\n"           },
    {serve, true,  "x AUTHENTICATE PLAIN\r\n"                                                   },
    {serve, true,  "x AUTHENTICATE SCRAM-SHA-256 biwsbj1hbGljZSxyPWFiYw==\r\n"                  },
    {serve, true,  "x AUTHENTICATE LOGIN\r\n"                                                   },
    {serve, true,  "x LOGIN alice alice\r\nx ENABLE CONDSTORE\r\nx SELECT Work/J&APY-rg\r\n"    },
    {serve, true,  "x LOGIN bob bob\r\nx SELECT INBOX\r\n"                                      },
};

/// A command without a phrase would hardly ever be tried.
bool isEveryCommandAPhrase()
{
    return std::ranges::all_of(imap::commandTable(), [](const imap::Command& command) {
        const auto name = ' ' + std::string(command.name);
        return std::ranges::any_of(imapPhrases, [&](std::string_view phrase) {
            const auto at = phrase.find(name);
            return at != std::string_view::npos
                && (at + name.size() == phrase.size() || phrase[at + name.size()] == ' ');
        });
    });
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(
    std::uint8_t* data, std::size_t size, std::size_t maxSize, unsigned int seed
)
{
    return mutateLines(imapPhrases, data, size, maxSize, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const bool known = isEveryCommandAPhrase();
    require(known, "every command of the table is a phrase");
    checkImapStream(joined(playBothWays(starts, data, size)));
    return 0;
}
