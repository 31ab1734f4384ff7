#pragma once

#include <string>
#include <vector>

namespace postamt::pop {

/// What CAPA lists (RFC 2449 section 6).
std::vector<std::string> capabilities(bool isLoggedIn, bool isSecure);

} // namespace postamt::pop
