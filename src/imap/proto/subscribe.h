#pragma once

#include "imap/proto/lexer.h"

#include <string>

namespace postamt::imap::proto {

/// SUBSCRIBE and UNSUBSCRIBE (RFC 9051 sections 6.3.7 and 6.3.8).
struct SubscribeRequest {
    std::string mailbox;
};

Result<SubscribeRequest> parseSubscribe(Lexer& lexer);

} // namespace postamt::imap::proto
