#pragma once

#include <array>
#include <string_view>

namespace postamt::pop {

/// What AUTH takes (RFC 5034), the best first.
inline constexpr std::array<std::string_view, 2> mechanisms{"SCRAM-SHA-256", "PLAIN"};

} // namespace postamt::pop
