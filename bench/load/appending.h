#pragma once

#include "load/imap_client.h"

#include <string>

namespace postamt::load {

/// APPENDs one message with \Seen, as a literal that waits if the server does not offer LITERAL+
/// (capability() was asked), and wants the APPENDUID. The listener hears the untagged responses.
/// `text` is used up.
Task<> appendMessage(
    ImapClient* client, std::string mailbox, std::string* text, ImapClient::Listener listener
);

/// Gives up unless a reply to APPEND is as it should be.
void checkAppended(std::string_view reply);

} // namespace postamt::load
