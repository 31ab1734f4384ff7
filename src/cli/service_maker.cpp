#include "cli/service_maker.h"

#include "accounts/address.h"
#include "accounts/directory.h"
#include "net/certificate.h"
#include "net/private_file.h"

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>

namespace postamt::cli {

namespace {

Result<std::string> hostOf(const NewService& service)
{
    auto domain = accounts::normalDomain(service.domain);
    if (!domain || domain->starts_with('['))
        return bad(fmt::format("\"{}\" is not a domain name, such as example.org", service.domain));
    if (service.hostname.empty())
        return "mail." + *domain;
    auto host = accounts::normalDomain(service.hostname);
    if (!host || host->starts_with('['))
        return bad(
            fmt::format("\"{}\" is not a host name, such as mail.example.org", service.hostname)
        );
    return host;
}

/// Where the service listens; LMTP, which asks nobody who they are, only on addresses of this
/// machine.
Result<> setListen(Settings& settings, const std::string& listen)
{
    boost::system::error_code code;
    const auto address = boost::asio::ip::make_address(listen, code);
    if (code)
        return bad(fmt::format("\"{}\" is not an IP address, such as 127.0.0.1", listen));
    auto set = settings.set("server.listen", std::vector<std::string>{listen});
    if (set && address.is_loopback())
        set = settings.set("lmtp.listen", std::vector<std::string>{listen});
    return set;
}

Result<> fillStore(
    const ServiceFolder& folder,
    const Settings& settings,
    const std::string& domain,
    OpenEngine open
)
{
    auto engine = open(folder, settings);
    if (!engine)
        return std::unexpected(engine.error());
    Result<> added;
    {
        const SystemClock clock;
        accounts::Directory directory(**engine, clock);
        added = directory.addDomain(domain);
    }
    (*engine)->close();
    // It is there when an earlier try did not come to its end.
    if (!added && added.error().code != "ALREADYEXISTS")
        return added;
    return {};
}

} // namespace

Result<Settings> settingsFor(const NewService& service)
{
    auto host = hostOf(service);
    if (!host)
        return std::unexpected(host.error());
    Settings settings;
    auto set = settings.set("server.hostname", std::move(*host));
    if (set)
        set = settings.set("server.store", service.store);
    if (set && !service.listen.empty())
        set = setListen(settings, service.listen);
    for (const auto& row : settings::table) {
        // The port of the smart host is not ours.
        if (set && service.portsFrom && row.unit == SettingUnit::Port && row.section() != "relay")
            set = settings.set(row.key, row.number + *service.portsFrom);
    }
    if (!set)
        return std::unexpected(set.error());
    return settings;
}

Result<> makeService(const ServiceFolder& folder, const NewService& service, OpenEngine openEngine)
{
    const auto settings = settingsFor(service);
    if (!settings)
        return std::unexpected(settings.error());
    if (folder.exists())
        return no(fmt::format("{} is a service already", folder.path().string()));
    std::error_code code;
    std::filesystem::create_directories(folder.path(), code);
    if (code)
        return no(fmt::format("{}: {}", folder.path().string(), code.message()));
    const SystemClock clock;
    const auto files = net::CertificateFiles::in(folder.tls());
    auto made = net::makeCertificates(files, {settings->text("server.hostname")}, clock.seconds());
    if (made)
        made = fillStore(folder, *settings, service.domain, openEngine);
    if (made)
        made = net::writeFile(folder.settingsFile(), settingsFile(*settings), 0600);
    return made;
}

} // namespace postamt::cli
