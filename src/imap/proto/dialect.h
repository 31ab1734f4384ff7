#pragma once

namespace postamt::imap::proto {

/// What client and server have agreed upon that changes the grammar.
struct Dialect {
    /// UTF8=ACCEPT (RFC 9755) or IMAP4rev2 (RFC 9051) is enabled: quoted strings hold UTF-8, and
    /// mailbox names travel as UTF-8. Without it quoted strings are 7-bit and names are in modified
    /// UTF-7.
    bool utf8 = false;
};

} // namespace postamt::imap::proto
