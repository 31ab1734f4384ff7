#pragma once

#include "base/result.h"
#include "net/descriptor.h"
#include "net/endpoint.h"

#include <filesystem>

namespace postamt::net {

/// Where to listen: a numeric IP address and port (0: any free one), or else a Unix socket.
struct ListenAddress {
    std::string address = {};
    std::uint16_t port = 0;
    std::filesystem::path path = {}; ///< if set, the rest does not count
    unsigned mode = 0660; ///< of the Unix socket

    std::string text() const;
};

/// Begins to listen on a non-blocking socket. "::" takes IPv6 only, so that 0.0.0.0 can stand
/// beside it. A Unix socket left behind by a process that is gone is replaced. No, with a text that
/// says what to do; its code is NO-IPV6 if the machine has none.
Result<Descriptor> listenOn(const ListenAddress& address);

/// Where a listening socket listens.
Endpoint localEndpoint(const Descriptor& descriptor);

} // namespace postamt::net
