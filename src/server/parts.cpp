#include "server/parts.h"

#include "accounts/erasure.h"
#include "base/fault_point.h"
#include "base/log.h"
#include "cli/checkpoints.h"
#include "server/open_engine.h"
#include "server/token_issuer.h"
#include "store/spool.h"

#include <algorithm>
#include <array>
#include <thread>
#include <utility>

namespace postamt::server {

namespace {

std::size_t workerCount(const Settings& settings)
{
    const auto wanted = static_cast<std::size_t>(settings.number("server.workers"));
    return wanted > 0 ? wanted : std::max(2U, std::thread::hardware_concurrency());
}

std::size_t count(std::int64_t number)
{
    return static_cast<std::size_t>(number);
}

net::ConnectionLimitSettings connectionLimits(const Settings& settings)
{
    net::ConnectionLimitSettings limits;
    limits.total = count(settings.number("limits.connections"));
    limits.perAddress = count(settings.number("limits.connections_per_address"));
    return limits;
}

accounts::ThrottlePolicy throttlePolicy(const Settings& settings)
{
    return {
        .freeFailures = static_cast<int>(settings.number("login.free_failures")),
        .longestDelay = std::chrono::seconds(settings.number("login.longest_delay")),
        .banFailures = static_cast<int>(settings.number("login.ban_failures")),
        .banTime = std::chrono::seconds(settings.number("login.ban_time")),
    };
}

void setLogLevel(const Settings& settings)
{
    using Row = std::pair<std::string_view, log::Level>;
    static constexpr auto levels = std::to_array<Row>({
        {"debug",   log::Level::Debug  },
        {"info",    log::Level::Info   },
        {"warning", log::Level::Warning},
        {"error",   log::Level::Error  },
    });
    const auto found = std::ranges::find(levels, settings.text("log.level"), &Row::first);
    if (found != levels.end())
        log::setLevel(found->second);
}

accounts::CertificateField certificateField(const Settings& settings)
{
    if (settings.text("tls.client_ca").empty())
        return accounts::CertificateField::None;
    return settings.text("tls.client_name") == "email" ? accounts::CertificateField::Email
                                                       : accounts::CertificateField::CommonName;
}

} // namespace

Parts::Parts(
    cli::ServiceFolder serviceFolder,
    Settings first,
    std::unique_ptr<store::Engine> openEngine,
    std::shared_ptr<net::TlsContext> tlsContext,
    std::optional<queue::SmartHost> smartHost
)
    : folder(std::move(serviceFolder))
    , settings(std::make_shared<const ServiceSettings>(folder, first))
    , engine(std::move(openEngine))
    , tls(std::move(tlsContext))
    , workers(workerCount(first))
    , directory(*engine, clock, first.text("mail.subaddress_separator"))
    , throttle(clock, random)
    , authenticator(directory, throttle, workers, random)
    , signIns(*engine, clock, random)
    , mail({*engine, workers, clock})
    , connections(connectionLimits(first))
    , threads(count(first.number("server.io_threads")))
    , outgoing(
          {*engine, workers, clock, random, directory, mail, settings},
          std::move(smartHost),
          threads.next()
      )
    , mailServers(web::mailServers(first))
{
    apply(first);
}

Parts::~Parts()
{
    threads.stop();
    threads.join();
    workers.join();
    engine->close();
}

void Parts::apply(Settings next)
{
    setLogLevel(next);
    throttle.setPolicy(throttlePolicy(next));
    authenticator.setConnectionLimit(count(next.number("limits.connections_per_account")));
    authenticator.setCertificateField(certificateField(next));
    authenticator.rememberPasswords(std::chrono::seconds(next.number("login.cache_time")));
    connections.set(connectionLimits(next));
    settings.set(std::make_shared<const ServiceSettings>(folder, std::move(next)));
}

net::TlsServerSettings tlsFiles(const cli::ServiceFolder& folder, const Settings& settings)
{
    net::TlsServerSettings files{
        .certificate = folder.resolve(settings.text("tls.certificate")),
        .key = folder.resolve(settings.text("tls.key")),
    };
    if (const auto& authorities = settings.text("tls.client_ca"); !authorities.empty())
        files.clientAuthorities = folder.resolve(authorities);
    return files;
}

Result<std::unique_ptr<Parts>> openParts(const cli::ServiceFolder& folder, Settings settings)
{
    auto tls = net::TlsContext::open(tlsFiles(folder, settings));
    if (!tls)
        return std::unexpected(tls.error());
    auto smartHost = smartHostOf(folder, settings);
    if (!smartHost)
        return std::unexpected(smartHost.error());
    auto engine = openEngine(folder, settings);
    if (!engine)
        return std::unexpected(engine.error());
    faultPoint("start.opened");
    if (auto cleaned = store::cleanSpool(folder.spool()); !cleaned)
        return std::unexpected(cleaned.error());
    cli::removeAbandoned(folder.checkpoints(), std::chrono::seconds(0));
    auto parts = std::make_unique<Parts>(
        folder, std::move(settings), std::move(*engine), std::move(*tls), std::move(*smartHost)
    );
    auto issuer = issuerOf(folder, parts->settings.current()->values, parts->clock);
    if (!issuer)
        return std::unexpected(issuer.error());
    parts->authenticator.setIssuer(std::move(*issuer));
    if (auto loaded = parts->outgoing.load(); !loaded)
        return std::unexpected(loaded.error());
    faultPoint("start.loaded");
    // Accounts that were removed while they could be in use.
    if (auto erased = accounts::eraseRemoved(*parts->engine, parts->directory); !erased)
        return std::unexpected(erased.error());
    return parts;
}

} // namespace postamt::server
