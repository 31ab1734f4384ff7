#pragma once

#include "smtp/reply.h"
#include "smtp/session.h"

#include <expected>
#include <string>
#include <string_view>

namespace postamt::smtp {

/// Looks at the header of a message that a user sends: From must name addresses of theirs only. The
/// fields that lack, Date and Message-ID (RFC 6409 section 8), or the refusal.
std::expected<std::string, Reply> judgeSubmission(const Session& session, std::string_view header);

} // namespace postamt::smtp
