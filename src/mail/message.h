#pragma once

#include "mail/row.h"
#include "store/body.h"

#include <string>
#include <string_view>
#include <vector>

namespace postamt::mail {

/// What is stored beside the row of a message, rendered once at delivery and never changed: which
/// blob is its body, and the summary that mime/ made of it.
struct StoredSummary {
    store::BlobId blob;
    std::string mime; ///< an encoded mime::Summary
};

std::string encodeStoredSummary(const store::BlobId& blob, std::string_view mime);

/// The parts of a stored summary, as views into it.
struct StoredSummaryView {
    store::BlobId blob;
    std::string_view mime;
};

Result<StoredSummaryView> decodeStoredSummary(std::string_view record);

/// A message about to enter a mailbox.
struct NewMessage {
    store::BodyRef body;
    std::string mime; ///< the encoded mime::Summary of the body
    UnixSeconds internalDate = 0;
    FlagList flags;
    std::uint16_t service = 0; ///< ServiceBit
};

/// A message that an expunge took out of its mailbox, kept for QRESYNC and undelete.
struct Tombstone {
    Row row; ///< as it was
    UnixSeconds expunged = 0; ///< when
};

std::string encodeTombstone(const Tombstone& tombstone);
Result<Tombstone> decodeTombstone(Uid uid, std::string_view record);

} // namespace postamt::mail
