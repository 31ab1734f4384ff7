#pragma once

#include "smtp/proto/path.h"

#include <expected>
#include <string>
#include <string_view>

namespace postamt::smtp::proto {

/// The one form of a domain in which two can be compared: lower case, internationalised labels as
/// A-labels (UTS #46, non-transitional). Address literals "[192.0.2.1]", "[IPv6:2001:db8::1]" are
/// checked and kept.
std::expected<std::string, PathFault> canonicalDomain(std::string_view text);

} // namespace postamt::smtp::proto
