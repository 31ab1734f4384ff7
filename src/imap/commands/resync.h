#pragma once

#include "base/task.h"
#include "imap/proto/select.h"

namespace postamt::imap {

class Session;

/// What QRESYNC adds to SELECT (RFC 7162 section 3.2.5): VANISHED (EARLIER), and FETCH of what
/// changed since the client was last there. Nothing if the UIDVALIDITY is another.
Task<> resync(Session* session, proto::QresyncParameters client);

} // namespace postamt::imap
