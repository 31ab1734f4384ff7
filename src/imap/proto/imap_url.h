#pragma once

#include "base/result.h"
#include "imap/proto/fetch_request.h"
#include "imap/proto/section.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::imap::proto {

/// An IMAP URL that names a message or a section of one (RFC 5092), absolute or relative:
/// "imap://user@host/Drafts;UIDVALIDITY=7/;UID=20/;SECTION=1.2/;PARTIAL=0.1024".
struct ImapUrl {
    std::string user; ///< UTF-8; empty if none was named
    std::string host; ///< lower case, without port; empty: relative to this server
    std::string mailbox; ///< UTF-8, as written; empty: relative to the selected mailbox
    std::optional<std::uint32_t> uidValidity;
    std::uint32_t uid = 0;
    Section section;
    std::optional<Partial> partial; ///< of size 0: up to the end

    bool operator==(const ImapUrl&) const = default;
};

/// Bad, with a text that says why, if it is none, or one that only URLAUTH (RFC 4467) could use.
Result<ImapUrl> parseImapUrl(std::string_view text);

} // namespace postamt::imap::proto
