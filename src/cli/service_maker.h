#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "cli/program.h"
#include "cli/service_folder.h"

#include <optional>
#include <string>

namespace postamt::cli {

/// The highest that --ports-from may be: 65535 less the highest standard port.
constexpr int maxPortsFrom = 65535 - 4190;

/// What `postamt init` is told.
struct NewService {
    std::string domain;
    std::string hostname = {}; ///< empty: mail.DOMAIN
    std::optional<int> portsFrom = {}; ///< each standard port at this + port
    std::string listen = {}; ///< empty: all addresses
    std::string store = "rocks";
};

/// The settings of such a service. Bad if the domain or the host name is none.
Result<Settings> settingsFor(const NewService& service);

/// Makes the folder: certificates, an empty store with the domain, and last the settings file,
/// which makes it a service. No if it is one already; after a failure it can be called again.
Result<> makeService(const ServiceFolder& folder, const NewService& service, OpenEngine openEngine);

} // namespace postamt::cli
