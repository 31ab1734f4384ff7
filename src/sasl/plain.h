#pragma once

#include "sasl/client_mechanism.h"
#include "sasl/server_mechanism.h"

namespace postamt::sasl {

/// PLAIN (RFC 4616): one message `[authzid] NUL authcid NUL password`. Only under TLS.
class PlainServer : public ServerMechanism {
public:
    ServerStep start(std::optional<std::string_view> initial) override;
    ServerStep step(std::string_view message) override;
    using ServerMechanism::resume;
    ServerStep resume(bool verified) override;

private:
    enum class State { Begin, Message, Verdict, Ended } state_ = State::Begin;
    std::string user_;
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
