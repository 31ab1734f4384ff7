#pragma once

#include "mail/rights.h"
#include "mail/row.h"

#include <string>
#include <string_view>
#include <vector>

namespace postamt::imap {

/// Appends the flags of a message in parentheses (RFC 9051 section 2.3.2); `keywords` is the table
/// of its mailbox.
void formatFlags(
    std::string& out, const mail::Row& row, const std::vector<std::string>& keywords, bool isRecent
);

/// Sorts flags as a command gives them into system flags and keywords. \Recent, which a client
/// cannot set, is left out.
mail::FlagList flagList(const std::vector<std::string>& flags);

/// The system flags that somebody with these rights may change (RFC 4314 section 4). Keywords go
/// with the right Write.
mail::FlagSet changeableFlags(mail::Rights rights);

/// The row without the flags that somebody with these rights may not set.
mail::Row withPermittedFlags(mail::Row row, mail::Rights rights);

/// The name of a system flag: "\Seen".
std::string_view nameOf(mail::Flag flag);

} // namespace postamt::imap
