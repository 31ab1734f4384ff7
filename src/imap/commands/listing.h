#pragma once

#include "imap/proto/list.h"
#include "imap/proto/list_response.h"
#include "mail/account_state.h"

#include <vector>

namespace postamt::imap {

/// What LIST answers, in byte order of the names (RFC 9051 section 6.3.9, RFC 5258). Special uses
/// and whether there are children are told always.
std::vector<proto::ListEntry>
listing(const mail::AccountState& state, const proto::ListRequest& request);

/// The same of one name, with its subscription.
proto::ListEntry listEntry(const mail::AccountState& state, const std::string& name);

/// Whether a mailbox meets the selection options itself; RECURSIVEMATCH lists others, too.
bool meets(
    const mail::AccountState& state, const proto::ListSelection& selection, std::string_view name
);

/// What LSUB answers (RFC 3501 section 6.3.9).
std::vector<proto::ListEntry>
subscribedListing(const mail::AccountState& state, const proto::ListRequest& request);

} // namespace postamt::imap
