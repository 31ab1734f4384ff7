#pragma once

#include "sasl/client_mechanism.h"
#include "sasl/scram_credential.h"

namespace postamt::sasl {

/// The client's side of SCRAM. As -PLUS it binds to the first of the bindings; else it tells a
/// server that it could have ("y") where there are some, so that nobody in between can hide the
/// better mechanism (RFC 5802 section 6). It insists that the server proves to
/// know the password too, and on 4096 to 1,000,000 iterations: fewer would help a false server to
/// guess, more would burn our time.
class ScramClient : public ClientMechanism {
public:
    static constexpr int minIterations = 4096;
    static constexpr int maxIterations = 1'000'000;

    /// `nonce`: freshScramNonce(), never used before. `plus` without bindings cannot start().
    ScramClient(
        ClientCredentials credentials,
        std::string nonce,
        ScramHash hash = ScramHash::Sha256,
        bool plus = false
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
    bool plus_;
    std::string gs2Header_;
    std::string password_; // prepared
    std::string bare_;
    std::string expected_; // the server's signature
};

} // namespace postamt::sasl
