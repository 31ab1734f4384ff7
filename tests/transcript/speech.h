#pragma once

#include "sasl/client_mechanism.h"
#include "transcript/part.h"

#include <memory>
#include <string>

namespace postamt::transcript {

/// Turns the parts of a client's line into bytes. It keeps the SASL exchange that runs.
///
/// Calls: `$base64(text)` with the escapes of C=; `$plain(user,password)`, the response of PLAIN;
/// `$sasl(MECHANISM,user,password)` begins an exchange and gives its initial response, with a fourth
/// argument bound to the TLS session in that way (-PLUS);
/// `$oauthbearer(a=user,address,seconds)` and `$xoauth2(user,address,seconds)`, the responses of these
/// with a token for an address that ends so much later;
/// `$answer(challenge)` gives the response to a challenge. All in base64. Arguments may be
/// variables.
class Speech {
public:
    /// What an exchange that begins can be bound to.
    void setBindings(sasl::ChannelBindings bindings) { bindings_ = std::move(bindings); }

    /// Bad if a call is wrong, or a variable is not bound.
    Result<std::string> bytes(const Parts& parts, const Variables& variables);

private:
    Result<std::string> call(const Part& part, const Variables& variables);
    Result<std::string> begin(const std::string& mechanism, sasl::ClientCredentials credentials);
    Result<std::string> answer(const std::string& challenge);

    sasl::ChannelBindings bindings_;
    std::unique_ptr<sasl::ClientMechanism> mechanism_;
};

} // namespace postamt::transcript
