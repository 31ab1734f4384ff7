#pragma once

#include "base/result.h"
#include "mail/ids.h"
#include "store/blob_id.h"

#include <optional>
#include <string>
#include <string_view>

namespace postamt::mail::keys {

/// True if the partition is that of an account: not 0, the directory's, and not one of those from
/// 2^63 on, which belong to other parts of the service (queue/entry.h).
constexpr bool isAccount(store::Partition partition)
{
    return partition.value != 0 && partition.value < std::uint64_t{1} << 63;
}

// The keys of an account's partition; docs/storage.md describes them byte by byte. All numbers are
// big endian, so that keys sort by value.

std::string account();

std::string mailboxes(); ///< prefix
std::string mailbox(MailboxId id);
Result<MailboxId> parseMailbox(std::string_view key);

std::string subscriptions(); ///< prefix
std::string subscription(std::string_view name);
std::string_view parseSubscription(std::string_view key);

std::string metadata(); ///< prefix: the entries of all mailboxes, and of the account
std::string metadata(MailboxId id, std::string_view name);

struct MetadataKey {
    MailboxId mailbox; ///< maybe accountItself
    std::string_view name; ///< looks into the key
};

Result<MetadataKey> parseMetadata(std::string_view key);

std::string acls(); ///< prefix
std::string acl(MailboxId id);
/// The key of an ACL.
Result<MailboxId> parseAcl(std::string_view key);

std::string sharers(); ///< prefix: the accounts that have shared something with this one
std::string sharer(AccountId owner);
Result<AccountId> parseSharer(std::string_view key);

std::string rows(); ///< prefix: those of all mailboxes
std::string rows(MailboxId id); ///< prefix
std::string pack(MailboxId id, PackNumber pack); ///< sorts right before its rows
std::string row(MailboxId id, Uid uid); ///< a loose one
std::string summaries(); ///< prefix: those of all mailboxes
std::string summaries(MailboxId id); ///< prefix
std::string summary(MailboxId id, Uid uid);

struct MessageKey {
    MailboxId mailbox;
    Uid uid;
};

struct RowKey {
    MailboxId mailbox;
    PackNumber pack;
    std::optional<Uid> uid; ///< of a loose row; a pack has none
};

/// A key of rows().
Result<RowKey> parseRow(std::string_view key);

/// The key of a loose row or a summary.
Result<MessageKey> parseMessage(std::string_view key);

/// The UID that ends the key of a loose row or a summary.
Uid parseUid(std::string_view key);

std::string tombstones(); ///< prefix: those of all mailboxes
std::string tombstones(MailboxId id); ///< prefix
std::string tombstone(MailboxId id, ModSeq modSeq, Uid uid);

struct TombstoneKey {
    MailboxId mailbox;
    ModSeq modSeq;
    Uid uid;
};

Result<TombstoneKey> parseTombstone(std::string_view key);

std::string removedMailboxes(); ///< prefix
std::string removedMailbox(MailboxId id);

std::string holders(const store::BlobId& blob); ///< prefix: the messages that hold a blob
/// Prefix: the messages that hold a blob of which the name begins so.
std::string holdersFrom(std::string_view blobPrefix);
std::string allHolders(); ///< prefix
std::string holder(const store::BlobId& blob, MailboxId id, Uid uid);

struct HolderKey {
    store::BlobId blob;
    MailboxId mailbox;
    Uid uid;
};

Result<HolderKey> parseHolder(std::string_view key);

} // namespace postamt::mail::keys
