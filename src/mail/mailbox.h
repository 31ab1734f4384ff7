#pragma once

#include "base/result.h"
#include "mail/snapshot.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::mail {

/// What a mailbox is for (RFC 6154 section 2, RFC 8457, RFC 9979). The numbers are stored.
enum class SpecialUse : std::uint8_t {
    None,
    All,
    Archive,
    Drafts,
    Flagged,
    Junk,
    Sent,
    Trash,
    Important,
    Memos,
    Scheduled,
    Snoozed
};

/// A mailbox as it is stored: its name, its counters, its keywords.
struct MailboxRecord {
    std::string name; ///< UTF-8, levels divided by '/'; "INBOX" in capitals
    SpecialUse use = SpecialUse::None;
    UidValidity uidValidity;
    Uid uidNext{1};
    Uid recentFrom{1}; ///< messages from here on are \Recent for the next session that selects
    ModSeq highestModSeq; ///< of the last Change that touched the mailbox
    ModSeq sweptModSeq; ///< tombstones up to here are gone; a QRESYNC from before gets all missing
                        ///< UIDs
    std::uint32_t messages = 0;
    std::uint32_t unseen = 0; ///< without \Seen
    std::uint32_t deleted = 0; ///< with \Deleted
    std::uint64_t bytes = 0; ///< sum of the sizes
    std::vector<std::string> keywords; ///< bit i of a KeywordMask means keywords[i]

    /// Counts a row in (+1) or out (-1).
    void count(const Row& row, int sign);

    /// The mask of those keywords that the mailbox knows.
    KeywordMask maskOf(const std::vector<std::string>& names) const;
};

/// The stored record, without the MailboxId, which is in the key (docs/storage.md).
std::string encodeMailbox(const MailboxRecord& record);
Result<MailboxRecord> decodeMailbox(std::string_view bytes);

/// A mailbox that was deleted, kept with its messages until the sweep.
struct RemovedMailbox {
    MailboxRecord record;
    UnixSeconds removed = 0; ///< when
};

std::string encodeRemovedMailbox(const RemovedMailbox& removed);
Result<RemovedMailbox> decodeRemovedMailbox(std::string_view bytes);

/// A mailbox at one modseq. Immutable.
struct MailboxState {
    MailboxId id;
    MailboxRecord record;
    SnapshotRef rows; ///< nullptr while no one has the mailbox open
};

using MailboxRef = std::shared_ptr<const MailboxState>;

/// The divider of levels in mailbox names.
constexpr char hierarchyDelimiter = '/';

/// A name as it is stored: "INBOX" in capitals (also as the first level), the rest as given, in
/// Unicode Normalization Form C, so that names that look the same are the same. No with code CANNOT where a name has empty levels, control characters, invalid UTF-8, wildcards or
/// more than 1000 bytes or 50 levels.
Result<std::string> normalizeMailboxName(std::string_view name);

} // namespace postamt::mail
