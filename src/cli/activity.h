#pragma once

#include "base/result.h"
#include "cli/administration.h"

#include <string>

namespace postamt::cli {

/// `postamt account activity` as the service carries it out (perform()). Arguments: address,
/// perhaps language ("en", "de"). Who is connected now, who was let in, who was refused and what to
/// do about it, the latest first. Without a running service nobody is connected.
Result<std::string> showActivity(const Administration& on, const Request& request);

} // namespace postamt::cli
