#pragma once

#include <string>
#include <vector>

namespace postamt::pop {

/// What CAPA lists (RFC 2449 section 6). `mechanisms` are those of AUTH.
std::vector<std::string>
capabilities(bool isLoggedIn, bool isSecure, const std::vector<std::string>& mechanisms);

} // namespace postamt::pop
