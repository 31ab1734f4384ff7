#include "transcript/sessions.h"

#include "imap/session.h"
#include "pop/session.h"
#include "smtp/session.h"

#include <stdexcept>
#include <utility>

namespace postamt::transcript {

namespace {

mail::QuotaLimits quotaOf(const Settings& set)
{
    return {
        .bytes = static_cast<std::uint64_t>(set.number("mail.quota_bytes")),
        .messages = static_cast<std::uint64_t>(set.number("mail.quota_messages")),
    };
}

Task<> servePop(World* world, std::unique_ptr<net::Stream> stream)
{
    const pop::Parts parts{
        .settings = std::make_shared<const Settings>(world->settings),
        .accounts = world->pool,
        .directory = world->accounts,
        .authenticator = world->authenticator,
        .pace = world->popPace,
        .clock = world->clock,
        .random = world->random,
    };
    pop::Session session(parts, std::move(stream));
    co_await session.run();
}

Task<> serveImap(World* world, std::unique_ptr<net::Stream> stream)
{
    const Settings& set = world->settings;
    const imap::SessionSettings settings{
        .hostname = set.text("server.hostname"),
        .messageLimit = static_cast<std::uint64_t>(set.number("mail.message_bytes")),
        .loginTimeout = std::chrono::seconds(set.number("imap.login_timeout")),
        .idleTimeout = std::chrono::seconds(set.number("imap.idle_timeout")),
        .commandMessages = static_cast<std::uint64_t>(set.number("imap.command_messages")),
        .offersXlist = set.flag("imap.xlist"),
        .without = *imap::parseCapabilityRules(set.list("imap.without")),
        .spool = world->directory.path(),
        .quota = quotaOf(set),
        .metadata = {
            .valueBytes = static_cast<std::uint64_t>(set.number("mail.metadata_value_bytes")),
            .entries = static_cast<std::uint64_t>(set.number("mail.metadata_entries")),
            .bytes = static_cast<std::uint64_t>(set.number("mail.metadata_bytes")),
        },
        .admin = set.text("server.admin"),
        .comment = set.text("server.comment"),
    };
    const imap::Parts parts{
        .settings = settings,
        .accounts = world->pool,
        .authenticator = world->authenticator,
        .directory = world->accounts,
        .workers = world->workers,
        .clock = world->clock,
        .random = world->random,
    };
    imap::Session session(parts, std::move(stream));
    co_await session.run();
}

Task<> serveSmtp(World* world, const smtp::Policy* policy, std::unique_ptr<net::Stream> stream)
{
    const Settings& set = world->settings;
    const smtp::SessionSettings settings{
        .hostname = set.text("server.hostname"),
        .messageLimit = static_cast<std::uint64_t>(set.number("mail.message_bytes")),
        .recipients = static_cast<std::size_t>(set.number("smtp.recipients")),
        .errors = static_cast<std::size_t>(set.number("smtp.errors")),
        .idleTimeout = std::chrono::seconds(set.number("smtp.idle_timeout")),
        .spool = world->directory.path(),
        .quota = quotaOf(set),
    };
    const smtp::Parts parts{
        .settings = settings,
        .accounts = world->pool,
        .authenticator = world->authenticator,
        .directory = world->accounts,
        .workers = world->workers,
        .clock = world->clock,
        .random = world->random,
    };
    smtp::Session session(parts, *policy, std::move(stream));
    co_await session.run();
}

} // namespace

Task<> serve(World* world, std::string service, std::unique_ptr<net::Stream> stream)
{
    if (service == "imap")
        co_await serveImap(world, std::move(stream));
    else if (service == "pop")
        co_await servePop(world, std::move(stream));
    else if (service == "smtp")
        co_await serveSmtp(world, &smtp::mx, std::move(stream));
    else if (service == "submission")
        co_await serveSmtp(world, &smtp::submission, std::move(stream));
    else if (service == "lmtp")
        co_await serveSmtp(world, &smtp::lmtp, std::move(stream));
    else
        throw std::runtime_error("there is no session for " + service);
}

} // namespace postamt::transcript
