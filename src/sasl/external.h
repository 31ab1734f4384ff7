#pragma once

#include "sasl/server_mechanism.h"

namespace postamt::sasl {

/// EXTERNAL (RFC 4422 appendix A): the client is who its TLS certificate names. Its one message is
/// whom it wants to act as, which may be empty.
class ExternalServer : public ServerMechanism {
public:
    ServerStep start(std::optional<std::string_view> initial) override;
    ServerStep step(std::string_view message) override;
    using ServerMechanism::resume;
    ServerStep resume(bool verified) override;

private:
    enum class State { Begin, Message, Verdict, Ended } state_ = State::Begin;
    std::string user_;
};

} // namespace postamt::sasl
