#pragma once

#include "base/clock.h"
#include "base/settings.h"
#include "cli/service_folder.h"
#include "tokens/issuer.h"

#include <memory>

namespace postamt::server {

/// The issuer of tokens that the settings name ([oauth]); null if they name none. No, naming the
/// setting, if one is missing or wrong. The clock must outlive it.
Result<std::shared_ptr<tokens::Issuer>>
issuerOf(const cli::ServiceFolder& folder, const Settings& settings, const Clock& clock);

} // namespace postamt::server
