#pragma once

#include "base/result.h"
#include "base/settings.h"
#include "cli/service_folder.h"
#include "store/engine.h"

#include <memory>

namespace postamt::server {

/// Opens the store that the settings name; the one place that knows the engines. Errors as of
/// cli::OpenEngine.
Result<std::unique_ptr<store::Engine>>
openEngine(const cli::ServiceFolder& folder, const Settings& settings);

} // namespace postamt::server
