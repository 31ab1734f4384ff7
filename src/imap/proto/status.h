#pragma once

#include "imap/proto/lexer.h"
#include "imap/proto/writer.h"

#include <cstdint>
#include <string>
#include <vector>

namespace postamt::imap::proto {

/// What STATUS can tell of a mailbox (RFC 9051 section 6.3.11; RECENT of RFC 3501, HIGHESTMODSEQ of
/// RFC 7162, APPENDLIMIT of RFC 7889, MAILBOXID of RFC 8474, DELETED-STORAGE of RFC 9208).
enum class StatusItem {
    AppendLimit,
    Deleted,
    DeletedStorage,
    HighestModSeq,
    MailboxId,
    Messages,
    Recent,
    Size,
    UidNext,
    UidValidity,
    Unseen
};

struct StatusRequest {
    std::string mailbox;
    std::vector<StatusItem> items; ///< in the order asked for

    bool operator==(const StatusRequest&) const = default;
};

/// The values; only those asked for need be set.
struct StatusData {
    std::uint64_t appendLimit = 0; ///< bytes of the largest message
    std::uint64_t deleted = 0;
    std::uint64_t deletedStorage = 0; ///< bytes of the messages with \Deleted
    std::uint64_t highestModSeq = 0;
    std::string mailboxId;
    std::uint64_t messages = 0;
    std::uint64_t recent = 0;
    std::uint64_t size = 0; ///< bytes of all messages
    std::uint64_t uidNext = 0;
    std::uint64_t uidValidity = 0;
    std::uint64_t unseen = 0;
};

Result<StatusRequest> parseStatus(Lexer& lexer);

/// The items alone, in their parentheses, as LIST RETURN (STATUS ...) has them, too.
std::vector<StatusItem> parseStatusItems(Lexer& lexer);

/// Appends "STATUS inbox (MESSAGES)", without tag and line end.
void formatStatusRequest(Writer& writer, const StatusRequest& request);

/// Appends "(MESSAGES UIDNEXT)".
void formatStatusItems(Writer& writer, const std::vector<StatusItem>& items);

/// Appends the untagged response with the values that the request asks for.
void formatStatusData(Writer& writer, const StatusRequest& request, const StatusData& data);

} // namespace postamt::imap::proto
