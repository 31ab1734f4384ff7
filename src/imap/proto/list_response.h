#pragma once

#include "imap/proto/writer.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::imap::proto {

/// What LIST says of one mailbox (RFC 9051 section 7.3.1).
struct ListEntry {
    std::vector<std::string_view>
        attributes; ///< with their backslash: "\HasNoChildren", "\Sent", ...
    std::string mailbox; ///< UTF-8; empty tells the separator alone
    std::vector<std::string_view> childInfo = {}; ///< CHILDINFO, such as "SUBSCRIBED"; empty for none
    std::optional<std::string> oldName = {}; ///< OLDNAME: what the mailbox was called before
};

/// Appends the LIST response.
void formatListEntry(Writer& writer, const ListEntry& entry);

/// Appends the LSUB response (RFC 3501 section 7.2.3): attributes and mailbox.
void formatLsubEntry(Writer& writer, const ListEntry& entry);

/// Appends the XLIST response (Google): as LIST, special uses by their older names.
void formatXlistEntry(Writer& writer, const ListEntry& entry);

/// Appends the NAMESPACE response (RFC 9051 section 7.3.4): one personal namespace, without a
/// prefix, and one with the mailboxes of other users, of this prefix.
void formatNamespace(Writer& writer, std::string_view others);

} // namespace postamt::imap::proto
