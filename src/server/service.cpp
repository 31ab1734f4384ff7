#include "server/service.h"

#include "imap/session.h"
#include "pop/session.h"
#include "smtp/session.h"
#include "web/session.h"

#include <array>

namespace postamt::server {

namespace {

using Stream = std::unique_ptr<net::Stream>;

// A session keeps the settings that held when it began.

Task<> serveImap(Parts& parts, Stream stream)
{
    const auto settings = parts.settings.current();
    const imap::Parts needs{
        settings->imap,
        parts.mail,
        parts.authenticator,
        parts.directory,
        parts.workers,
        parts.clock,
        parts.random,
    };
    imap::Session session(needs, std::move(stream));
    co_await session.run();
}

Task<> servePop(Parts& parts, Stream stream)
{
    const auto settings = parts.settings.current();
    pop::Parts needs{
        std::shared_ptr<const Settings>(settings, &settings->values),
        parts.mail,
        parts.directory,
        parts.authenticator,
        parts.popPace,
        parts.clock,
        parts.random,
    };
    pop::Session session(std::move(needs), std::move(stream));
    co_await session.run();
}

Task<> serveSmtp(Parts& parts, const smtp::Policy& policy, Stream stream)
{
    const auto settings = parts.settings.current();
    const smtp::Parts needs{
        policy.isLmtp ? settings->lmtp : settings->smtp,
        parts.mail,
        parts.authenticator,
        parts.directory,
        parts.workers,
        parts.clock,
        parts.random,
        parts.outgoing.queue(),
    };
    smtp::Session session(needs, policy, std::move(stream));
    co_await session.run();
}

Task<> serveWeb(Parts& parts, Stream stream)
{
    const auto settings = parts.settings.current();
    web::Parts needs{
        std::shared_ptr<const Settings>(settings, &settings->values),
        parts.mailServers,
        parts.directory,
        parts.authenticator,
        parts.signIns,
        parts.workers,
        parts.clock,
        parts.random,
    };
    web::Session session(std::move(needs), std::move(stream));
    co_await session.run();
}

net::Listener::Session imapSessions(Parts& parts)
{
    return [&parts](Stream stream) { return serveImap(parts, std::move(stream)); };
}

net::Listener::Session popSessions(Parts& parts)
{
    return [&parts](Stream stream) { return servePop(parts, std::move(stream)); };
}

net::Listener::Session webSessions(Parts& parts)
{
    return [&parts](Stream stream) { return serveWeb(parts, std::move(stream)); };
}

template <const smtp::Policy& policy>
net::Listener::Session smtpSessions(Parts& parts)
{
    return [&parts](Stream stream) { return serveSmtp(parts, policy, std::move(stream)); };
}

constexpr std::string_view imapRefusal = "* BYE [UNAVAILABLE] too many connections\r\n";
constexpr std::string_view popRefusal = "-ERR [SYS/TEMP] Too many connections\r\n";
constexpr std::string_view webRefusal; // TLS comes first: nothing can be said
constexpr std::string_view smtpRefusal = "421 4.7.0 Too many connections\r\n";

// clang-format off
constexpr auto table = std::to_array<Service>({
    //                                  TLS at once, login
    {"smtp",        "smtp.port",        false, false, "smtp", smtpRefusal, smtpSessions<smtp::mx>        },
    {"submission",  "submission.port",  false, true,  "smtp", smtpRefusal, smtpSessions<smtp::submission>},
    {"submissions", "submissions.port", true,  true,  "smtp", smtpRefusal, smtpSessions<smtp::submission>},
    {"lmtp",        "lmtp.port",        false, false, "",     smtpRefusal, smtpSessions<smtp::lmtp>      },
    {"imap",        "imap.port",        false, true,  "imap", imapRefusal, imapSessions                  },
    {"imaps",       "imaps.port",       true,  true,  "imap", imapRefusal, imapSessions                  },
    {"pop3",        "pop3.port",        false, true,  "pop3", popRefusal,  popSessions                   },
    {"pop3s",       "pop3s.port",       true,  true,  "pop3", popRefusal,  popSessions                   },
    {"web",         "web.port",         true,  false, "http/1.1", webRefusal, webSessions              },
});
// clang-format on

} // namespace

std::span<const Service> services()
{
    return table;
}

} // namespace postamt::server
