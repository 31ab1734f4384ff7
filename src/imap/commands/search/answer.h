#pragma once

#include "imap/proto/search.h"
#include "imap/session.h"

#include <optional>
#include <string>
#include <vector>

namespace postamt::imap {

/// How SEARCH or SORT is answered.
struct SearchAnswer {
    std::string tag;
    bool byUid = false;
    bool isSorted = false; ///< SORT instead of SEARCH
    bool withModSeq = false; ///< RFC 7162 section 3.1.5
    std::optional<proto::SearchReturn> returns; ///< without it SEARCH or SORT, else ESEARCH
    std::optional<std::string> mailbox; ///< named in the answer (RFC 7377), with
    std::uint32_t uidValidity = 0;
};

/// What RETURN means: RETURN () asks for ALL (RFC 4731 section 3.1), and so does in IMAP4rev2 a
/// command without it (RFC 9051 section 6.4.4).
std::optional<proto::SearchReturn>
returnsOf(const std::optional<proto::SearchReturn>& asked, bool always);

/// Bad if the result is to be kept up to date and another is already that has the same tag (RFC
/// 5267 section 4.3).
Result<> checkTag(const Selected& selected, const SearchAnswer& answer);

/// What is to be looked at again if UPDATE asks for that, with message numbers and `$` as they are
/// before the answer.
proto::SearchRequest programToKeep(
    const Selected& selected, const SearchAnswer& answer, const proto::SearchRequest& request
);

/// Keeps the result up to date from now on, if UPDATE asks for that. `program` speaks of UIDs only.
void keepUpdated(
    Session& session,
    const SearchAnswer& answer,
    proto::SearchRequest program,
    std::vector<mail::SortCriterion> criteria,
    std::vector<mail::Uid> uids
);

/// Keeps what SAVE asks for of the messages that were found (RFC 5182 section 2.1). `uids` in the
/// order that was asked for.
void saveFound(Selected& selected, const SearchAnswer& answer, const std::vector<mail::Uid>& uids);

/// The same, and tells the messages. `selected` is the mailbox that was searched.
void tellFound(
    Session& session,
    Selected& selected,
    const SearchAnswer& answer,
    const std::vector<mail::Uid>& uids
);

/// What a command that fails answers; a SAVE that ends in NO empties the saved result, BAD leaves
/// it (RFC 5182 section 2.1).
std::unexpected<Error> searchFailed(
    Selected& selected, const std::optional<proto::SearchReturn>& returns, const Error& error
);

} // namespace postamt::imap
