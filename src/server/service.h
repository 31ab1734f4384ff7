#pragma once

#include "base/settings.h"
#include "net/listener.h"
#include "server/parts.h"

#include <optional>
#include <span>
#include <string_view>

namespace postamt::server {

/// Something that clients connect to: one row for each port.
struct Service {
    std::string_view name; ///< of the section in the settings that has its port
    SettingKey<SettingType::Integer> port;
    bool implicitTls;
    bool hasLogin; ///< only where there is one, clients are asked for certificates
    std::string_view alpn; ///< our name in ALPN (RFC 7301); empty where there is no TLS
    std::string_view refusal; ///< for a client that is turned away; whole lines
    net::Listener::Session (*sessions)(Parts& parts); ///< makes the factory of its sessions
};

/// All of them.
std::span<const Service> services();

} // namespace postamt::server
