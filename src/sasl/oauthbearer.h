#pragma once

#include "sasl/server_mechanism.h"

namespace postamt::sasl {

/// OAUTHBEARER (RFC 7628): a token of an issuer that the server knows. Only under TLS. A refusal
/// comes as a challenge in JSON, which the client answers with one byte, %x01, before it is told.
class OAuthBearerServer : public ServerMechanism {
public:
    /// `configuration`: the URL at which the issuer describes itself, for the refusal.
    explicit OAuthBearerServer(std::string configuration);

    ServerStep start(std::optional<std::string_view> initial) override;
    ServerStep step(std::string_view message) override;
    using ServerMechanism::resume;
    ServerStep resume(bool verified) override;

private:
    enum class State { Begin, Message, Verdict, Refused, Ended } state_ = State::Begin;
    ServerStep takeMessage(std::string_view message);
    ServerStep refuse();

    std::string configuration_;
    std::string user_;
};

} // namespace postamt::sasl
