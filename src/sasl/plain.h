#pragma once

#include "sasl/client_mechanism.h"
#include "sasl/one_message_server.h"

namespace postamt::sasl {

/// PLAIN (RFC 4616): one message `[authzid] NUL authcid NUL password`. Only under TLS.
class PlainServer : public OneMessageServer {
    ServerStep takeMessage(std::string_view message) override;
};

/// The client's side of PLAIN.
class PlainClient : public ClientMechanism {
public:
    explicit PlainClient(ClientCredentials credentials);

    Result<std::optional<std::string>> start() override;
    Result<std::string> respond(std::string_view challenge) override;

    bool mayEnd() const override { return sent_; }

private:
    ClientCredentials credentials_;
    bool sent_ = false;
};

} // namespace postamt::sasl
