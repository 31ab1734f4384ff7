#pragma once

#include "sasl/server_mechanism.h"

#include <string>

namespace postamt::sasl {

/// The order of an exchange in which the client says everything at once, and somebody else has to
/// verify it: begin, one message, a verdict. A mechanism adds what the message and a refusal are.
class OneMessageServer : public ServerMechanism {
public:
    ServerStep start(std::optional<std::string_view> initial) final;
    ServerStep step(std::string_view message) final;
    using ServerMechanism::resume;
    ServerStep resume(bool verified) final;

protected:
    /// The one message: what is to be verified for `user_`, or the end. A Challenge is a refusal,
    /// as refused() gives one.
    virtual ServerStep takeMessage(std::string_view message) = 0;

    /// How the client is told that it is not let in: at once, or by a Challenge. After whatever it
    /// answers to that it has failed.
    virtual ServerStep refused() { return Failed{Failure::Rejected}; }

    std::string user_; ///< who is Done if what was asked for is verified

private:
    enum class State { Begin, Message, Verdict, Refused, Ended } state_ = State::Begin;
};

} // namespace postamt::sasl
