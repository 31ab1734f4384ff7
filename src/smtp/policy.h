#pragma once

#include <string_view>

namespace postamt::smtp {

/// What tells the three services apart that speak SMTP; all else is the same for them.
struct Policy {
    std::string_view name; ///< for the log
    std::string_view protocol; ///< in the greeting
    /// LHLO, and an answer for every recipient after the message (RFC 2033).
    bool isLmtp = false;
    /// Mail from our own users: AUTH comes first (RFC 6409 section 4.3), the sender must be theirs,
    /// what lacks in the header is added, and mail for other servers is sent on.
    bool isSubmission = false;
    /// Refused recipients count as errors: who tries names is hung up on.
    bool countsRecipients = true;
};

/// Port 25: mail from other servers to addresses of this one.
inline constexpr Policy mx{.name = "smtp", .protocol = "ESMTP"};

/// Ports 465 and 587: mail from users.
inline constexpr Policy submission{
    .name = "submission", .protocol = "ESMTP", .isSubmission = true, .countsRecipients = false
};

/// Mail from a server before us that has checked it.
inline constexpr Policy lmtp{
    .name = "lmtp", .protocol = "LMTP", .isLmtp = true, .countsRecipients = false
};

} // namespace postamt::smtp
