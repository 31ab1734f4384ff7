#pragma once

#include "sasl/one_message_server.h"

namespace postamt::sasl {

/// OAUTHBEARER (RFC 7628): a token of an issuer that the server knows. Only under TLS. A refusal
/// comes as a challenge in JSON, which the client answers with one byte, %x01, before it is told.
class OAuthBearerServer : public OneMessageServer {
public:
    /// `configuration`: the URL at which the issuer describes itself, for the refusal.
    explicit OAuthBearerServer(std::string configuration);

private:
    ServerStep takeMessage(std::string_view message) override;
    ServerStep refused() override;

    std::string configuration_;
};

} // namespace postamt::sasl
