#pragma once

#include "smtp/intake.h"
#include "smtp/reply.h"
#include "smtp/session.h"

#include <expected>
#include <string>
#include <string_view>

namespace postamt::smtp {

/// Looks at the header of a message that a user sends: From must name addresses of theirs only, and
/// so must Sender, Resent-From and Resent-Sender where they are there. Date and Message-ID are
/// added where they lack (RFC 6409 section 8). Bcc and Resent-Bcc are removed, so that nobody
/// learns who else got the message (RFC 5322 section 3.6.3); or the refusal.
std::expected<HeaderEdit, Reply> judgeSubmission(const Session& session, std::string_view header);

} // namespace postamt::smtp
