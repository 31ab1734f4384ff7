#pragma once

#include "sasl/one_message_server.h"

namespace postamt::sasl {

/// XOAUTH2, as Google and Microsoft describe it: what OAUTHBEARER was before it had an RFC. Only
/// under TLS. A refusal comes as a challenge in JSON, which the client answers with an empty line
/// before it is told.
class XOAuth2Server : public OneMessageServer {
    ServerStep takeMessage(std::string_view message) override;
    ServerStep refused() override;
};

} // namespace postamt::sasl
