#pragma once

#include "imap/proto/lexer.h"
#include "imap/proto/partial_range.h"
#include "imap/proto/section.h"
#include "imap/proto/writer.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace postamt::imap::proto {

/// What FETCH can be asked for (RFC 9051 section 6.4.5; RFC822... of RFC 3501, MODSEQ of RFC 7162,
/// SAVEDATE of RFC 8514).
enum class FetchItemType {
    Binary, ///< BINARY[...] and BINARY.PEEK[...]
    BinarySize, ///< BINARY.SIZE[...]
    Body, ///< BODY: the structure without extension fields
    BodySection, ///< BODY[...] and BODY.PEEK[...]
    BodyStructure,
    EmailId, ///< RFC 8474
    Envelope,
    Flags,
    InternalDate,
    ModSeq,
    Preview, ///< RFC 8970
    Rfc822,
    Rfc822Header,
    Rfc822Size,
    Rfc822Text,
    SaveDate,
    ThreadId, ///< RFC 8474
    Uid
};

/// Part of a section: "<origin.size>".
struct Partial {
    std::uint64_t origin = 0; ///< the first byte, from 0
    std::uint64_t size = 0; ///< at most so many bytes, at least one

    bool operator==(const Partial&) const = default;
};

struct FetchItem {
    FetchItemType type = FetchItemType::Flags;
    bool peek = false; ///< .PEEK: \Seen is left as it is
    Section section; ///< of Binary, BinarySize and BodySection
    std::optional<Partial> partial; ///< of Binary and BodySection
    bool lazy = false; ///< of Preview: only if it is at hand

    bool operator==(const FetchItem&) const = default;
};

/// True if fetching this sets \Seen.
bool setsSeen(const FetchItem& item);

/// FETCH, with or without UID.
struct FetchRequest {
    SequenceSet set;
    std::vector<FetchItem> items; ///< in the order asked for; macros are expanded
    std::optional<std::uint64_t> changedSince; ///< RFC 7162 section 3.1.4.1
    std::optional<PartialRange> range; ///< PARTIAL: which of the messages (RFC 9394 section 3.4)
    bool vanished = false; ///< RFC 7162 section 3.2.6; always with changedSince

    bool operator==(const FetchRequest&) const = default;
};

/// Whether VANISHED is allowed (UID FETCH after ENABLE QRESYNC) is not looked at.
Result<FetchRequest> parseFetch(Lexer& lexer);

/// One item, without macros.
FetchItem parseFetchItem(Lexer& lexer);

/// Appends "FETCH 1:* (FLAGS)", without tag and line end.
void formatFetchRequest(Writer& writer, const FetchRequest& request);

/// Appends the item as a response names it: "BODY[TEXT]<0>", without PEEK and size.
void formatFetchItemName(Writer& writer, const FetchItem& item);

} // namespace postamt::imap::proto
