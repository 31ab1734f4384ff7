#pragma once

#include "imap/proto/search.h"
#include "imap/session.h"

#include <vector>

namespace postamt::imap {

// What SEARCH, SORT and THREAD have in common.

/// True if one of the keys asks for a MODSEQ.
bool asksForModSeq(const proto::SearchRequest& request);

/// The messages of the selected mailbox that the keys choose, ascending. A MODSEQ among them
/// switches CONDSTORE on. No [BADCHARSET] for a charset nobody knows; Bad for a message number that
/// is none.
Task<Result<std::vector<mail::Uid>>>
find(Session* session, const proto::SearchRequest* request, mail::ProgressReport progress);

/// The charset that SORT and THREAD must name; after UTF8=ACCEPT there is but one (RFC 9755 section
/// 3).
Result<> checkCharset(Session& session, const proto::SearchRequest& request);

} // namespace postamt::imap
