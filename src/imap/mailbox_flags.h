#pragma once

#include <string>
#include <vector>

namespace postamt::imap {

class Session;
struct Selected;

/// What the user can change for good in the selected mailbox (RFC 9051 section 7.1), of the system
/// flags and these keywords; "\*" for new keywords.
std::vector<std::string>
permanentFlags(const Selected& selected, const std::vector<std::string>& keywords);

/// Writes FLAGS and PERMANENTFLAGS of the selected mailbox (RFC 9051 section 7.3.5 and 7.1).
void formatMailboxFlags(Session& session);

} // namespace postamt::imap
