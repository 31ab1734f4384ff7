// Any bytes of a client to a whole SMTP session: port 25, submission and LMTP, in every state.
// Properties: what the session says are replies to the last byte (line_streams.h); outside of LMTP
// a line gets at most one, one more if it ends a chunk, and 421; it makes no difference how the
// input is cut and how fast the client reads; the session ends with its client, and store and queue
// are sound.
#include "line_streams.h"
#include "mutator.h"
#include "play.h"
#include "require.h"
#include "smtp/session.h"
#include "world.h"

#include <algorithm>

namespace {

using namespace postamt;
using namespace postamt::fuzz;

Task<> serveAs(const smtp::Policy* policy, std::unique_ptr<net::Stream> stream)
{
    const smtp::SessionSettings settings{
        .hostname = "mail.example.test",
        .messageLimit = 20'000,
        .recipients = 10,
        .spool = "/tmp",
        .quota = World::quota(),
    };
    const smtp::Parts parts{
        .settings = settings,
        .accounts = world().mail().pool,
        .authenticator = world().authenticator,
        .directory = world().directory,
        .workers = world().workers,
        .clock = world().clock,
        .random = world().random,
        .queue = world().mail().queue.get(),
    };
    smtp::Session session(parts, *policy, std::move(stream));
    co_await session.run();
}

Task<> serveMx(std::unique_ptr<net::Stream> stream)
{
    return serveAs(&smtp::mx, std::move(stream));
}

Task<> serveSubmission(std::unique_ptr<net::Stream> stream)
{
    return serveAs(&smtp::submission, std::move(stream));
}

Task<> serveLmtp(std::unique_ptr<net::Stream> stream)
{
    return serveAs(&smtp::lmtp, std::move(stream));
}

// EHLO a, AUTH PLAIN as alice, and a message begun.
#define LOGGED_IN "EHLO a\r\nAUTH PLAIN AGFsaWNlAGFsaWNl\r\n"
#define FROM_ALICE "MAIL FROM:<alice@example.test>\r\n"

const std::vector<Start> starts{
    {serveMx,         false, ""                                                                                        },
    {serveMx,         false, "EHLO a\r\n"                                                                              },
    {serveMx,         false, "EHLO a\r\nSTARTTLS\r\n"                                                                  },
    {serveMx,         true,  "EHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<all@example.test>\r\n"                                },
    {serveMx,         true,  "EHLO a\r\nMAIL FROM:<> BODY=8BITMIME\r\nRCPT TO:<bob@example.test>\r\nDATA\r\n"
    },
    {serveMx,         true,  "HELO a\r\n"                                                                              },
    {serveSubmission, false, "EHLO a\r\n"                                                                              },
    {serveSubmission, true,  "EHLO a\r\n"                                                                              },
    {serveSubmission, true,  "EHLO a\r\nAUTH PLAIN\r\n"                                                                },
    {serveSubmission, true,  "EHLO a\r\nAUTH SCRAM-SHA-256 biwsbj1hbGljZSxyPWFiYw==\r\n"                               },
    {serveSubmission, true,  LOGGED_IN                                                                                 },
    {serveSubmission, true,  LOGGED_IN FROM_ALICE "RCPT TO:<a@b.example>\r\nDATA\r\n"                                  },
    {serveSubmission, true,  LOGGED_IN FROM_ALICE "RCPT TO:<bob@example.test>\r\n"                                     },
    {serveLmtp,       false, ""                                                                                        },
    {serveLmtp,       false, "LHLO a\r\n"                                                                              },
    {serveLmtp,
     false,                  "LHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<alice@example.test>\r\nRCPT TO:<bob@example.test>\r\n"},
    {serveMx,         true,  "EHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<bob@example.test>\r\nBDAT 30\r\n"                     },
    {serveLmtp,       false, "LHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<alice@example.test>\r\nBDAT 30 LAST\r\n"
    },
};

constexpr auto phrases = std::to_array<std::string_view>({
    "HELO a.example",
    "EHLO a.example",
    "EHLO [192.0.2.1]",
    "LHLO a.example",
    "MAIL FROM:<>",
    "MAIL FROM:<alice@example.test>",
    "MAIL FROM:<alice+x@example.test> SIZE=100 BODY=8BITMIME",
    "MAIL FROM:<a@b.example> SIZE=99999999999999999999",
    "MAIL FROM:<j\xc3\xb6rg@b\xc3\xbc"
    "cher.example> SMTPUTF8",
    "MAIL FROM:<a@b.example> AUTH=<> BODY=7BIT",
    "MAIL FROM: <a@b.example>",
    "MAIL FROM:<@x,@y:\"q q\"@b.example>",
    "RCPT TO:<alice@example.test>",
    "RCPT TO:<bob@example.test>",
    "RCPT TO:<all@example.test>",
    "RCPT TO:<alice+detail@EXAMPLE.test>",
    "RCPT TO:<nobody@example.test>",
    "RCPT TO:<a@b.example>",
    "RCPT TO:<Postmaster>",
    "RCPT TO:<\"a\\\"b\"@[IPv6:2001:db8::1]>",
    "RCPT TO:<a@b.example> NOTIFY=NEVER",
    "DATA",
    "DATA\r\nSubject: x\r\n\r\ntext\r\n.",
    "DATA\r\n.",
    "DATA\r\n..\r\n.a\r\n.",
    ".",
    "..",
    "Subject: x",
    "Received: from a by b; Mon, 2 Mar 2026 10:00:00 +0000",
    "From: =?utf-8?q?=C3=BC?= <alice@example.test>",
    "Date: Mon, 2 Mar 2026 10:00:00 +0000",
    "Message-ID: <x@example.test>",
    "Bcc: bob@example.test",
    "8-bit \xc3\xbc \xff \x80",
    "\n.\n",
    "\r.\r",
    "\n.\r",
    "a NUL \0",
    "BDAT 0 LAST",
    "BDAT 5\r\na: b",
    "BDAT 10 LAST\r\na: b\r\n\r\nc",
    "BDAT 2\r\n",
    "BDAT 99999999999999999999",
    "BDAT 40000 LAST",
    "BDAT -1",
    "RSET",
    "NOOP",
    "NOOP x y",
    "QUIT",
    "VRFY alice",
    "HELP",
    "HELP MAIL",
    "EXPN all",
    "STARTTLS",
    "STARTTLS x",
    "AUTH PLAIN",
    "AUTH PLAIN =",
    "AUTH PLAIN AGFsaWNlAGFsaWNl",
    "AUTH LOGIN",
    "AUTH LOGIN YWxpY2U=",
    "YWxpY2U=",
    "AUTH SCRAM-SHA-256",
    "AUTH SCRAM-SHA-256 biwsbj1hbGljZSxyPWFiYw==",
    "AUTH OAUTHBEARER biwsAWF1dGg9AQE=",
    "AUTH XOAUTH2 dXNlcj1hbGljZQFhdXRoPUJlYXJlciB4AQE=",
    "AUTH EXTERNAL =",
    "AQ==",
    "*",
    "",
    "GET / HTTP/1.1",
    "MAIL FROM:<bob@example.test>",
});

/// Replies, not counting the lines before the last of each.
std::size_t repliesIn(std::string_view said)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at + 4 <= said.size(); at = said.find('\n', at) + 1)
        count += said[at + 3] == ' ' ? 1 : 0;
    return count;
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(
    std::uint8_t* data, std::size_t size, std::size_t maxSize, unsigned int seed
)
{
    return mutateLines(phrases, data, size, maxSize, seed);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto saids = playBothWays(starts, data, size);
    checkSmtpStream(joined(saids));
    const bool isLmtp = size >= 2 && starts[data[0] % starts.size()].serve == serveLmtp;
    for (std::size_t i = 1; i < saids.size() && isByLines(data) && !isLmtp; ++i)
        require(repliesIn(saids[i].said) <= 3, "a line gets one reply", saids[i].said);
    return 0;
}
