#pragma once

#include "base/clock.h"
#include "queue/entry.h"

#include <string>
#include <string_view>

namespace postamt::queue {

/// What a bounce says of this service.
struct BounceFacts {
    std::string hostname; ///< ours
    std::string server; ///< the one that was tried
    UnixSeconds now = 0;
    std::string token; ///< random letters and digits, for Message-ID and boundaries
};

/// The message that tells a sender which recipients (those in State::Failed) did not get a message
/// (RFC 3464). `header`: that of the message, or as much of it as shall be shown.
std::string makeBounce(const Entry& entry, std::string_view header, const BounceFacts& facts);

} // namespace postamt::queue
