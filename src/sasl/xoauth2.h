#pragma once

#include "sasl/server_mechanism.h"

namespace postamt::sasl {

/// XOAUTH2, as Google and Microsoft describe it: what OAUTHBEARER was before it had an RFC. Only
/// under TLS. A refusal comes as a challenge in JSON, which the client answers with an empty line
/// before it is told.
class XOAuth2Server : public ServerMechanism {
public:
    ServerStep start(std::optional<std::string_view> initial) override;
    ServerStep step(std::string_view message) override;
    using ServerMechanism::resume;
    ServerStep resume(bool verified) override;

private:
    enum class State { Begin, Message, Verdict, Refused, Ended } state_ = State::Begin;
    ServerStep takeMessage(std::string_view message);

    std::string user_;
};

} // namespace postamt::sasl
