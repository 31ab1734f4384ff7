#pragma once

#include "mail/ids.h"
#include "mime/summary.h"
#include "store/blob_id.h"

#include <optional>
#include <string>
#include <string_view>

namespace postamt::mail {

// Object ids (RFC 8474): made of what never changes about an object, so that nothing is stored for
// them. All have at most 60 of the characters that the RFC permits.

/// Of a mailbox: it keeps it when it is renamed, and no other mailbox of the service ever gets it.
std::string mailboxObjectId(AccountId account, MailboxId mailbox);

/// Of a message: the same for every copy of the same bytes.
std::string emailObjectId(const store::BlobId& blob);

/// How the names of the bodies begin that an e-mail id stands for; nothing if it cannot be one of
/// ours.
std::optional<std::string> blobPrefixOf(std::string_view emailObjectId);

/// Of the thread: the same for a message and for all that name it as the first of their references.
/// Empty for a message without Message-ID and references.
std::string threadObjectId(const mime::SummaryView& summary);

} // namespace postamt::mail
