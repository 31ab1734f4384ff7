#pragma once

namespace postamt::imap {

class Session;

/// Writes FLAGS and PERMANENTFLAGS of the selected mailbox (RFC 9051 section 7.3.5 and 7.1).
void formatMailboxFlags(Session& session);

} // namespace postamt::imap
