#pragma once

#include "base/result.h"
#include "mail/ids.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace postamt::mail {

/// What a client has noted of a mailbox or of its account under a name (RFC 5464).
struct MetadataEntry {
    std::string value; ///< any bytes
    ModSeq modSeq; ///< of the Change that set it
};

/// By name in small letters: "/private/comment".
using MetadataEntries
    = std::map<std::string, std::shared_ptr<const MetadataEntry>, std::less<>>;

/// What the entries of an account may be.
struct MetadataLimits {
    std::uint64_t valueBytes = 65'536; ///< of one value
    std::uint64_t entries = 100; ///< of one mailbox, and of the account itself
    std::uint64_t bytes = 1024 * 1024; ///< names and values of the whole account
};

/// Stands for the account itself among the mailboxes, whose numbers begin with 1.
inline constexpr MailboxId accountItself{0};

/// All entries of an account. They are few and small (MetadataLimits), so they are kept in memory
/// with its state.
class Metadata {
public:
    /// The entries of a mailbox, or of accountItself; maybe none.
    const MetadataEntries& of(MailboxId id) const;

    /// Those that have entries, ascending; pictures of one account share what did not change.
    const std::map<MailboxId, std::shared_ptr<const MetadataEntries>>& owners() const
    {
        return owners_;
    }

    /// The octets of all names and values; they count against the quota.
    std::uint64_t bytes() const { return bytes_; }

    /// Those of one mailbox, or of accountItself.
    std::uint64_t bytesOf(MailboxId id) const;

    void set(MailboxId id, std::string_view name, MetadataEntry entry);
    void remove(MailboxId id, std::string_view name);
    void removeAll(MailboxId id);

    /// Gives a mailbox that has none these entries.
    void add(MailboxId id, MetadataEntries entries);

private:
    std::map<MailboxId, std::shared_ptr<const MetadataEntries>> owners_;
    std::uint64_t bytes_ = 0;
};

using MetadataRef = std::shared_ptr<const Metadata>;

/// The stored record of an entry; mailbox and name are in the key (docs/storage.md).
std::string encodeMetadata(const MetadataEntry& entry);
Result<MetadataEntry> decodeMetadata(std::string_view bytes);

} // namespace postamt::mail
