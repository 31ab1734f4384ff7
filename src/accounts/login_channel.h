#pragma once

#include "net/stream.h"
#include "sasl/channel_binding.h"

#include <optional>

namespace postamt::accounts {

/// What a login needs to know of the connection over which it comes.
struct LoginChannel {
    bool isSecure = false;
    /// tls-exporter (RFC 9266) with TLS 1.3 only, and tls-server-end-point (RFC 5929 section 4) with
    /// every TLS: so that nobody in between can make -PLUS go away by an older TLS.
    sasl::ChannelBindings bindings = {};
    /// What the client has shown, if a CA of the settings vouches for it.
    std::optional<net::ClientCertificate> certificate = std::nullopt;
};

LoginChannel channelOf(const net::Stream& stream);

} // namespace postamt::accounts
