#pragma once

#include "sasl/one_message_server.h"

namespace postamt::sasl {

/// EXTERNAL (RFC 4422 appendix A): the client is who its TLS certificate names. Its one message is
/// whom it wants to act as, which may be empty.
class ExternalServer : public OneMessageServer {
    ServerStep takeMessage(std::string_view message) override;
};

} // namespace postamt::sasl
