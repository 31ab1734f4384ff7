#pragma once

#include "base/clock.h"

#include <string>

namespace postamt::cli {

/// "2026-11-30", in UTC.
std::string formatDate(UnixSeconds time);

/// "2026-11-30T07:12Z"
std::string formatTime(UnixSeconds time);

} // namespace postamt::cli
