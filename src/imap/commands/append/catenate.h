#pragma once

#include "base/result.h"
#include "base/task.h"
#include "mail/account.h"
#include "mime/part.h"
#include "store/spool.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace postamt::imap {

class Session;

/// Bytes of a message that a URL of CATENATE names: a range of a body, or the text of some header
/// fields.
struct CatenatedPiece {
    std::shared_ptr<mail::Account> account; ///< that has the message
    store::BlobId blob;
    mime::Range range;
    std::optional<std::string> text; ///< in the place of the range

    std::uint64_t size() const { return text ? text->size() : range.size(); }
};

/// What an IMAP URL names (RFC 4469, RFC 5092): messages that the user who has logged in may read,
/// on this server, only. A message without UIDVALIDITY in its URL is that of now. No [BADURL ...].
Task<Result<CatenatedPiece>> findPiece(Session* session, std::string url);

/// Appends the bytes to a message on its way in, a piece at a time.
Task<Result<>> copyPiece(CatenatedPiece piece, store::Spool* spool);

} // namespace postamt::imap
