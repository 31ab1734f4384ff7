#pragma once

#include "imap/command_table.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::imap {

/// When a capability is announced.
enum class Announced : std::uint8_t {
    WithoutTls, ///< before login, on a stream that is not secure
    BeforeLogin, ///< before login, if the SASL mechanism works over the connection
    NotYet, ///< before login, secure or not
    AfterLogin,
    Always,
};

/// What the words say of this session and its account.
struct Limits {
    std::uint64_t appendBytes = 0; ///< octets of one message of APPEND (RFC 7889)
    std::uint64_t messages = 0; ///< messages that one command works on (RFC 9738)
    bool mayStartTls = true;
    bool mayCompress = true; ///< compression is not active yet
    bool maySetQuotas = false; ///< the account administers quotas (RFC 9208)
    /// SASL mechanisms that work over this connection; none without TLS.
    std::vector<std::string_view> mechanisms = {};
    /// Capabilities that this client is not offered (CapabilityRule).
    std::span<const std::string_view> without = {};
};

/// One word of the CAPABILITY response.
struct Capability {
    std::string_view name;
    Announced announced;
    std::string_view source; ///< the RFC and section that define it
    std::string_view enables; ///< true if ENABLE knows it: the name again; else empty
    bool Limits::*onlyIf = nullptr; ///< what must hold besides; null: nothing
    std::uint64_t Limits::*value = nullptr; ///< what is told behind "="; null: nothing
};

/// All of them, in the order they are announced.
std::span<const Capability> capabilityTable();

/// The words of CAPABILITY for a session in this state, without "CAPABILITY ".
std::string capabilities(State state, bool isSecure, const Limits& limits);

} // namespace postamt::imap
