#pragma once

#include "sasl/channel_binding.h"
#include "sasl/scram_message.h"
#include "sasl/server_mechanism.h"

namespace postamt::sasl {

/// What the server's side of SCRAM needs to know.
struct ScramServerSettings {
    ScramHash hash = ScramHash::Sha256;
    /// Makes the salts of users that do not exist. Random once, kept with the service, the same on
    /// all nodes.
    std::string secret;
    /// What the salts of users that do not exist claim; the same as in most real credentials.
    int iterations = scramIterations;
    /// True for the -PLUS variant: the client must choose one of `bindings`.
    bool plus = false;
    /// Not empty if the -PLUS variants are offered in this session: then a client that says they
    /// were not ("y") has been lied to by someone in between, and is refused.
    ChannelBindings bindings;
};

/// SCRAM (RFC 5802, RFC 7677). Since SMTP, IMAP and POP have no data beside success, the server's
/// signature is sent as a last Challenge, which the client answers with an empty message.
class ScramServer : public ServerMechanism {
public:
    /// `nonce`: freshScramNonce(), never used before.
    ScramServer(ScramServerSettings settings, std::string nonce);

    ServerStep start(std::optional<std::string_view> initial) override;
    ServerStep step(std::string_view message) override;
    using ServerMechanism::resume;
    ServerStep resume(std::optional<ScramCredential> credential) override;

private:
    enum class State { Begin, First, Credential, Final, Acknowledge, Ended } state_ = State::Begin;
    ServerStep takeFirst(std::string_view message);
    ServerStep takeFinal(std::string_view message);
    bool acceptsBinding(const ScramClientFirst& first) const;
    std::string expectedBinding() const;

    ScramServerSettings settings_;
    std::string nonce_;
    ScramClientFirst first_;
    std::string user_; // prepared
    ScramServerFirst challenge_;
    ScramCredential credential_;
    bool known_ = false; // the user exists
};

} // namespace postamt::sasl
