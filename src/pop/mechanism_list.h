#pragma once

#include <string>
#include <vector>

namespace postamt::accounts {
class Authenticator;
}

namespace postamt::net {
class Stream;
}

namespace postamt::pop {

/// What AUTH takes over this connection (RFC 5034), the best first. LOGIN is left out: who has no
/// better one says USER and PASS.
std::vector<std::string>
mechanisms(const accounts::Authenticator& authenticator, const net::Stream& stream);

} // namespace postamt::pop
