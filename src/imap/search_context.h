#pragma once

#include "imap/proto/search.h"
#include "mail/sort.h"
#include "mail/view.h"

#include <string>
#include <vector>

namespace postamt::imap {

class Session;
struct Selected;

/// A SEARCH or SORT whose result the client wants to be kept up to date (UPDATE, RFC 5267 section
/// 4.3).
struct SearchContext {
    std::string tag;
    bool byUid = false;
    proto::SearchRequest program; ///< speaks of UIDs only
    std::vector<mail::SortCriterion> criteria; ///< empty: in the order of the mailbox
    text::Collation collation = text::Collation::UnicodeCasemap; ///< by which it was made
    std::vector<mail::Uid> uids; ///< the result as the client knows it
};

/// The contexts of a selected mailbox, and the messages that they have not looked at yet.
struct SearchContexts {
    static constexpr std::size_t limit = 16;

    std::vector<SearchContext> all;
    std::vector<mail::Uid> touched; ///< new, or with other flags than before

    const SearchContext* find(const std::string& tag) const;
};

/// The keys with message numbers and `$` made UIDs: they mean the messages of now (RFC 5267 section
/// 4.3).
proto::SearchRequest withoutNumbers(proto::SearchRequest request, const Selected& selected);

/// Keeps a context; one too many is refused with NOUPDATE.
void addContext(Session& session, SearchContext context);

/// Says that the result of a search is not kept up to date.
void refuseUpdates(Session& session, const std::string& tag, std::string_view why);

/// Says which messages that are to be expunged leave the results. Before EXPUNGE, since message
/// numbers are those from before it.
void tellExpungedOfContexts(Session& session, const mail::Updates& updates);

/// Says what the messages that were touched change in the results. After EXISTS.
Task<> tellTouchedOfContexts(Session* session);

} // namespace postamt::imap
