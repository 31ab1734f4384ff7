#pragma once

#include "net/tcp_stream.h"

namespace postamt::net {

/// Connects to a host: its addresses are looked up and tried in turn, each for `timeout`. The
/// stream lives on `executor`, which must be that of the caller. With TlsMode::Implicit the
/// handshake is done when it returns, with StartTls the caller says startTls() when the protocol
/// has come to that. Temporary, with a text that names the host, if it cannot be reached or is not
/// who it should be.
Task<Result<std::unique_ptr<Stream>>> connect(
    Executor executor,
    std::string host,
    std::uint16_t port,
    TlsClientConfig tls,
    StreamSettings settings = {},
    std::chrono::milliseconds timeout = std::chrono::seconds(30)
);

} // namespace postamt::net
