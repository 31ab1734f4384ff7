#pragma once

#include "base/result.h"
#include "cli/request.h"
#include "cli/service_folder.h"

#include <optional>
#include <string>

namespace postamt::cli {

/// Gives a request to the running service and waits for its answer. Nothing if no service is
/// running: there is no control socket, or nobody listens on it. Temporary if the service breaks
/// off.
Result<std::optional<std::string>> askService(const ServiceFolder& folder, const Request& request);

} // namespace postamt::cli
