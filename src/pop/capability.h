#pragma once

#include <string>
#include <vector>

namespace postamt::pop {

/// By what CAPA's answer differs from client to client.
struct CapabilityState {
    bool isLoggedIn = false;
    bool isSecure = false;
    std::vector<std::string> mechanisms = {}; ///< those of AUTH
    std::string expire = {}; ///< the argument of EXPIRE (RFC 2449 section 6.7); empty: it is not told
    std::string loginDelay = {}; ///< the same of LOGIN-DELAY (section 6.5)
};

/// What CAPA lists (RFC 2449 section 6).
std::vector<std::string> capabilities(const CapabilityState& state);

} // namespace postamt::pop
