#pragma once

#include "net/tcp_client.h"
#include "queue/attempt.h"
#include "sasl/client_mechanism.h"
#include "smtp/proto/client.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace postamt::queue {

/// The server that takes our mail for others.
struct SmartHost {
    std::string host;
    std::uint16_t port = 587;
    net::TlsMode tls = net::TlsMode::StartTls; ///< StartTls insists on it
    std::optional<sasl::ClientCredentials> login;
    std::filesystem::path caFile; ///< who vouches for it; empty: the CAs of the system
};

/// Connects to it; its certificate must be good.
Connect connectTo(SmartHost host);

/// How to talk to it. `hostname` is ours.
smtp::proto::ClientSettings clientSettings(const SmartHost& host, std::string hostname);

} // namespace postamt::queue
