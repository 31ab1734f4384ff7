#pragma once

#include "imap/comparator.h"
#include "imap/proto/dialect.h"

namespace postamt::imap {

/// What the client has switched on, by ENABLE (RFC 5161) or by using it, or has chosen.
struct Features {
    bool rev2 = false; ///< IMAP4rev2: no RECENT, ESEARCH answers, UTF-8 names
    bool utf8 = false; ///< UTF8=ACCEPT (RFC 9755)
    bool condstore = false; ///< RFC 7162: MODSEQ in every FETCH of flags
    bool qresync = false; ///< RFC 7162: VANISHED instead of EXPUNGE
    bool uidOnly = false; ///< UIDONLY (RFC 9586): no message numbers, neither way
    Comparator comparator; ///< RFC 5255

    /// Expunges are told by UID.
    bool vanished() const { return qresync || uidOnly; }

    proto::Dialect dialect() const { return {.utf8 = rev2 || utf8}; }
};

} // namespace postamt::imap
