#pragma once

#include "imap/proto/mailbox_filter.h"
#include "imap/proto/search.h"

#include <vector>

namespace postamt::imap::proto {

/// ESEARCH: a search in several mailboxes (RFC 7377).
struct MultisearchRequest {
    std::vector<MailboxFilter> sources; ///< empty without IN: the selected mailbox
    SearchRequest search;

    bool operator==(const MultisearchRequest&) const = default;
};

Result<MultisearchRequest> parseMultisearch(Lexer& lexer);

/// Appends "ESEARCH IN (personal) RETURN (COUNT) UNSEEN", without tag and line end.
void formatMultisearchRequest(Writer& writer, const MultisearchRequest& request);

} // namespace postamt::imap::proto
