#pragma once

#include "imap/proto/fetch_request.h"
#include "imap/proto/writer.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace postamt::imap::proto {

/// The message that a FETCH response is about.
struct FetchSubject {
    std::uint32_t number = 0; ///< message number or UID
    bool isUid = false; ///< a UID: the response is a UIDFETCH (RFC 9586 section 3.3)
};

/// Writes one FETCH response (RFC 9051 section 7.5.2) item by item, straight into the buffer of a
/// Writer. Call the items in any order, then end().
class FetchWriter {
public:
    FetchWriter(Writer& writer, FetchSubject subject);

    void uid(std::uint32_t uid);
    void size(std::uint64_t bytes); ///< RFC822.SIZE
    void modSeq(std::uint64_t modSeq);
    void internalDate(DateTime moment);
    void saveDate(std::optional<DateTime> moment); ///< RFC 8514

    /// Flags and keywords, a range of strings.
    template <class Strings>
    void flags(const Strings& flags)
    {
        name("FLAGS ").list(flags);
    }

    /// EMAILID or THREADID (RFC 8474); an empty id is NIL.
    void objectId(FetchItemType type, std::string_view id);

    /// An item of which the value is a string.
    void string(FetchItemType type, std::string_view text);

    /// An item of which the value is grammar already: ENVELOPE, BODY, BODYSTRUCTURE as rendered at
    /// delivery.
    void rendered(FetchItemType type, std::string_view value);

    /// The name of a section or of RFC822, RFC822.HEADER, RFC822.TEXT, and a literal's header:
    /// exactly `size` bytes must follow in the stream before the next call. BINARY is announced as
    /// literal8 if the bytes may hold NUL.
    void literal(const FetchItem& item, std::uint64_t size, bool binary = false);
    /// The same for an item whose name was written out beforehand, as many messages have it.
    void literal(std::string_view itemName, std::uint64_t size);
    /// There is no such section.
    void nil(const FetchItem& item);
    /// BINARY.SIZE.
    void number(const FetchItem& item, std::uint64_t value);

    void end();

private:
    Writer& name(std::string_view name);

    Writer& writer_;
    bool isFirst_ = true;
};

} // namespace postamt::imap::proto
