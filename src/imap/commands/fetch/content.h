#pragma once

#include "base/result.h"
#include "base/task.h"
#include "imap/proto/fetch_request.h"
#include "imap/proto/fetch_response.h"
#include "mail/message.h"
#include "mime/part.h"
#include "mime/section.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::imap {

class Session;

/// The section of a part that a client's section means; HEADER.FIELDS is to be filtered.
mime::SectionText textOf(proto::SectionText text);

/// Writes an item that asks for these bytes, or by its partial for some of them. `name` is what
/// proto::formatFetchItemName() makes of it.
void writeLiteral(
    Session& session,
    proto::FetchWriter& fetch,
    const proto::FetchItem& item,
    std::string_view name,
    std::string_view bytes
);

/// The bytes of one message on their way to the client: sections, whole or in part, decoded or not.
/// They are read from the store in pieces and written out in between, so that a message of any size
/// and a client of any slowness hold little memory.
class Content {
public:
    /// `whole`: all bytes of the message where they were read already, else empty; it must outlive
    /// the Content.
    Content(
        Session& session,
        store::BlobId blob,
        std::uint64_t size,
        std::vector<mime::Part> parts,
        std::string_view whole
    );

    /// Writes one item that holds bytes of the message: BODY[...], BINARY[...], BINARY.SIZE[...],
    /// RFC822, RFC822.HEADER, RFC822.TEXT. No [UNKNOWN-CTE] where a part cannot be decoded; then
    /// NIL is written.
    Task<Result<>> write(proto::FetchWriter* fetch, proto::FetchItem item);

private:
    Task<Result<>> writeSection(proto::FetchWriter* fetch, proto::FetchItem item);
    Task<Result<>>
    writeFields(proto::FetchWriter* fetch, proto::FetchItem item, mime::Range header);
    Task<Result<>> writeBinary(proto::FetchWriter* fetch, proto::FetchItem item);
    Task<Result<>> stream(mime::Range range);

    struct Measure {
        std::uint64_t size = 0;
        bool hasNul = false;
    };

    /// The decoded size of a part.
    Task<Result<Measure>> measure(mime::Range range, mime::Encoding encoding);
    /// Writes [from, to) of the decoded bytes.
    Task<Result<>> streamDecoded(mime::Range range, mime::Encoding encoding, mime::Range wanted);
    Task<Result<std::string>> read(mime::Range range);

    Session& session_;
    store::BlobId blob_;
    std::uint64_t size_;
    std::vector<mime::Part> parts_;
    std::string_view whole_;
};

} // namespace postamt::imap
