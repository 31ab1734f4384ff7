#pragma once

#include "sasl/client_mechanism.h"
#include "sasl/scram_credential.h"

namespace postamt::sasl {

/// The client's side of SCRAM, without channel binding ("n"). It insists that the server proves to
/// know the password too, and on 4096 to 1,000,000 iterations: fewer would help a false server to
/// guess, more would burn our time.
class ScramClient : public ClientMechanism {
public:
    static constexpr int minIterations = 4096;
    static constexpr int maxIterations = 1'000'000;

    /// `nonce`: freshScramNonce(), never used before.
    ScramClient(
        ClientCredentials credentials, std::string nonce, ScramHash hash = ScramHash::Sha256
    );

    Result<std::optional<std::string>> start() override;
    Result<std::string> respond(std::string_view challenge) override;

    bool mayEnd() const override { return state_ == State::Ended; }

private:
    enum class State { Begin, First, Final, Ended, Broken } state_ = State::Begin;
    Result<std::string> answerFirst(std::string_view challenge);
    Result<std::string> checkFinal(std::string_view challenge);

    ClientCredentials credentials_;
    std::string nonce_;
    ScramHash hash_;
    std::string password_; // prepared
    std::string bare_;
    std::string expected_; // the server's signature
};

} // namespace postamt::sasl
