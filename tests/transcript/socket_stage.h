#pragma once

#include "net/certificate.h"
#include "net/listener.h"
#include "net/test_client_certificate.h"
#include "transcript/stage.h"
#include "transcript/world.h"

#include <map>
#include <memory>
#include <string>
#include <utility>

namespace postamt::transcript {

/// Plays through real sockets on loopback, with a client that is OpenSSL's and blocks.
class SocketStage final : public Stage {
public:
    explicit SocketStage(World& world);
    ~SocketStage() override;

    Result<std::unique_ptr<Connection>> open(const Approach& approach) override;

    void setStoreFails(bool fails) override { world_.engine.setFails(fails); }

    Result<std::string> operate(const std::string& verb, std::string_view arguments) override
    {
        return world_.operate(verb, arguments);
    }

    void advanceClock(std::chrono::seconds time) override { world_.clock.advance(time); }

private:
    using Key = std::pair<std::string, bool>;

    Result<net::Listener*> listener(const std::string& service, bool isSecure);

    /// A context for the service; with tls.client_ca set, one that asks for certificates.
    Result<std::shared_ptr<net::TlsContext>> makeTls();

    World& world_;
    net::TestAuthority authority_{"Clients"};
    net::IoThreads threads_{1};
    net::ConnectionLimits limits_{net::ConnectionLimitSettings{}};
    net::CertificateFiles files_;
    std::shared_ptr<net::TlsContext> tls_;
    std::map<Key, std::unique_ptr<net::Listener>> listeners_; ///< by service and implicit TLS
};

} // namespace postamt::transcript
