#pragma once

#include "sasl/channel_binding.h"

namespace postamt::net {
class Stream;
}

namespace postamt::accounts {

/// What a login needs to know of the connection over which it comes.
struct LoginChannel {
    bool isSecure = false;
    /// tls-exporter (RFC 9266) with TLS 1.3 only, and tls-server-end-point (RFC 5929 section 4) with
    /// every TLS: so that nobody in between can make -PLUS go away by an older TLS.
    sasl::ChannelBindings bindings = {};
};

LoginChannel channelOf(const net::Stream& stream);

} // namespace postamt::accounts
