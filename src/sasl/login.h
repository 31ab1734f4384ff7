#pragma once

#include "sasl/client_mechanism.h"
#include "sasl/server_mechanism.h"

namespace postamt::sasl {

/// LOGIN (draft-murchison-sasl-login): prompts for user name and password. Outlook knows nothing
/// better; it may send the user name as initial response. Only under TLS.
class LoginServer : public ServerMechanism {
public:
    ServerStep start(std::optional<std::string_view> initial) override;
    ServerStep step(std::string_view message) override;
    using ServerMechanism::resume;
    ServerStep resume(bool verified) override;

private:
    enum class State { Begin, User, Password, Verdict, Ended } state_ = State::Begin;
    ServerStep takeUser(std::string_view message);
    ServerStep takePassword(std::string_view message);

    std::string user_;
};

/// The client's side of LOGIN. It answers the first challenge with the name, the second with the
/// password, whatever the prompts say.
class LoginClient : public ClientMechanism {
public:
    explicit LoginClient(ClientCredentials credentials);

    Result<std::optional<std::string>> start() override;
    Result<std::string> respond(std::string_view challenge) override;

    bool mayEnd() const override { return answers_ == 2; }

private:
    ClientCredentials credentials_;
    int answers_ = 0;
};

} // namespace postamt::sasl
