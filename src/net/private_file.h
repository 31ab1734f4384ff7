#pragma once

#include "base/result.h"

#include <filesystem>
#include <string_view>

namespace postamt::net {

/// Replaces a file whole or not at all, durably, and makes its folder. It has `mode` from its first
/// byte on.
Result<> writeFile(const std::filesystem::path& file, std::string_view bytes, unsigned mode);

} // namespace postamt::net
