#pragma once

#include <string_view>

namespace postamt::fuzz {

/// Ends the process unless these are the responses of an IMAP server from the greeting on (RFC 9051
/// section 9 and the extensions that we announce), well-formed to the last byte: every response has
/// its form, ENVELOPE and BODYSTRUCTURE too; message numbers are in the mailbox as told so far;
/// 8-bit only where the client has enabled it.
void checkImapStream(std::string_view said);

} // namespace postamt::fuzz
