#pragma once

#include "net/descriptor.h"
#include "net/openssl.h"
#include "net/test_client_certificate.h"
#include "transcript/stage.h"

#include <cstdint>

namespace postamt::transcript {

/// A client over a TCP socket that blocks, with OpenSSL's own reading and writing.
class SocketConnection final : public Connection {
public:
    /// Connects to a port of 127.0.0.1.
    static Result<std::unique_ptr<SocketConnection>> open(std::uint16_t port);

    /// Will show a certificate of a CA with that address in TLS.
    void showCertificate(const net::TestAuthority& authority, const std::string& address);

    Result<> send(std::string_view bytes) override;
    bool receive(std::string& out) override;
    void poll(std::string& out, std::chrono::milliseconds time) override;
    void close() override;

    bool isClosed() override { return ended_; }

    Result<> startTls() override;
    /// Computed here from OpenSSL's TLS session and the server's certificate.
    sasl::ChannelBindings bindings() override;

    Result<> timeOut() override { return bad("there are no timeouts on demand with sockets"); }

private:
    SocketConnection();

    bool isReadable(std::chrono::milliseconds time);
    /// What is there, perhaps nothing. False at the end of the connection.
    bool read(std::string& out);

    net::openssl::Context context_;
    net::Descriptor socket_;
    net::openssl::Session ssl_;
    bool ended_ = false;
};

} // namespace postamt::transcript
