#include "mail/keys.h"

#include "base/bytes.h"
#include "mail/pack.h"

namespace postamt::mail::keys {

namespace {

// One letter a table.
constexpr char accountTable = 'a';
constexpr char mailboxTable = 'm';
constexpr char subscriptionTable = 's';
constexpr char metadataTable = 'e';
constexpr char rowTable = 'r';
constexpr char summaryTable = 'y';
constexpr char tombstoneTable = 't';
constexpr char removedMailboxTable = 'd';
constexpr char holderTable = 'h';
constexpr char aclTable = 'l';
constexpr char sharerTable = 'g';

// Ends the key of a pack, so that none is that of a row.
constexpr char packMark = 'p';

std::string key(char table, MailboxId id)
{
    std::string out(1, table);
    putBigEndian(out, id.value);
    return out;
}

std::string key(char table, MailboxId id, Uid uid)
{
    std::string out = key(table, id);
    putBigEndian(out, uid.value);
    return out;
}

} // namespace

std::string account()
{
    return {accountTable};
}

std::string mailboxes()
{
    return {mailboxTable};
}

std::string mailbox(MailboxId id)
{
    return key(mailboxTable, id);
}

Result<MailboxId> parseMailbox(std::string_view key)
{
    if (key.size() != 5)
        return internal("the key of a mailbox is damaged");
    RecordReader reader(key.substr(1));
    return MailboxId(reader.bigEndian<std::uint32_t>());
}

std::string subscriptions()
{
    return {subscriptionTable};
}

std::string subscription(std::string_view name)
{
    return subscriptionTable + std::string(name);
}

std::string_view parseSubscription(std::string_view key)
{
    return key.substr(1);
}

std::string metadata()
{
    return {metadataTable};
}

std::string metadata(MailboxId id, std::string_view name)
{
    return key(metadataTable, id) + std::string(name);
}

Result<MetadataKey> parseMetadata(std::string_view key)
{
    if (key.size() < 6)
        return internal("the key of a metadata entry is damaged");
    RecordReader reader(key.substr(1));
    return MetadataKey{MailboxId(reader.bigEndian<std::uint32_t>()), key.substr(5)};
}

std::string acls()
{
    return {aclTable};
}

std::string acl(MailboxId id)
{
    return key(aclTable, id);
}

Result<MailboxId> parseAcl(std::string_view key)
{
    if (key.size() != 5)
        return internal("the key of an ACL is damaged");
    RecordReader reader(key.substr(1));
    return MailboxId(reader.bigEndian<std::uint32_t>());
}

std::string sharers()
{
    return {sharerTable};
}

std::string sharer(AccountId owner)
{
    std::string out(1, sharerTable);
    putBigEndian(out, owner.value);
    return out;
}

Result<AccountId> parseSharer(std::string_view key)
{
    if (key.size() != 9)
        return internal("the key of a sharer is damaged");
    RecordReader reader(key.substr(1));
    return AccountId(reader.bigEndian<std::uint64_t>());
}

std::string rows()
{
    return {rowTable};
}

std::string rows(MailboxId id)
{
    return key(rowTable, id);
}

std::string row(MailboxId id, Uid uid)
{
    return key(rowTable, id, uid);
}

std::string summaries()
{
    return {summaryTable};
}

std::string summaries(MailboxId id)
{
    return key(summaryTable, id);
}

std::string summary(MailboxId id, Uid uid)
{
    return key(summaryTable, id, uid);
}

std::string pack(MailboxId id, PackNumber pack)
{
    return key(rowTable, id, Uid(pack.value * packSpan)) + packMark;
}

Result<RowKey> parseRow(std::string_view key)
{
    if (auto row = parseMessage(key))
        return RowKey{row->mailbox, packOf(row->uid), row->uid};
    const auto place = parseMessage(key.substr(0, key.empty() ? 0 : key.size() - 1));
    if (!place || key.back() != packMark || place->uid.value % packSpan != 0)
        return internal("the key of a row is damaged");
    return RowKey{place->mailbox, PackNumber(place->uid.value / packSpan), std::nullopt};
}

Result<MessageKey> parseMessage(std::string_view key)
{
    if (key.size() != 9)
        return internal("the key of a message is damaged");
    RecordReader reader(key.substr(1));
    MessageKey out;
    out.mailbox = MailboxId(reader.bigEndian<std::uint32_t>());
    out.uid = Uid(reader.bigEndian<std::uint32_t>());
    return out;
}

Uid parseUid(std::string_view key)
{
    RecordReader reader(key.substr(key.size() < 4 ? 0 : key.size() - 4));
    return Uid(reader.bigEndian<std::uint32_t>());
}

std::string tombstones()
{
    return {tombstoneTable};
}

std::string tombstones(MailboxId id)
{
    return key(tombstoneTable, id);
}

std::string tombstone(MailboxId id, ModSeq modSeq, Uid uid)
{
    std::string out = key(tombstoneTable, id);
    putBigEndian(out, modSeq.value);
    putBigEndian(out, uid.value);
    return out;
}

Result<TombstoneKey> parseTombstone(std::string_view key)
{
    if (key.size() != 17)
        return internal("the key of a tombstone is damaged");
    RecordReader reader(key.substr(1));
    TombstoneKey out;
    out.mailbox = MailboxId(reader.bigEndian<std::uint32_t>());
    out.modSeq = ModSeq(reader.bigEndian<std::uint64_t>());
    out.uid = Uid(reader.bigEndian<std::uint32_t>());
    return out;
}

std::string removedMailboxes()
{
    return {removedMailboxTable};
}

std::string removedMailbox(MailboxId id)
{
    return key(removedMailboxTable, id);
}

std::string allHolders()
{
    return {holderTable};
}

std::string holders(const store::BlobId& blob)
{
    return holderTable + std::string(blob.view());
}

std::string holdersFrom(std::string_view blobPrefix)
{
    return holderTable + std::string(blobPrefix);
}

std::string holder(const store::BlobId& blob, MailboxId id, Uid uid)
{
    std::string out = holders(blob);
    putBigEndian(out, id.value);
    putBigEndian(out, uid.value);
    return out;
}

Result<HolderKey> parseHolder(std::string_view key)
{
    if (key.size() != 1 + store::BlobId::size + 8)
        return internal("the key of a blob's holder is damaged");
    RecordReader reader(key.substr(1));
    HolderKey out;
    out.blob = store::BlobId::fromBytes(reader.raw(store::BlobId::size));
    out.mailbox = MailboxId(reader.bigEndian<std::uint32_t>());
    out.uid = Uid(reader.bigEndian<std::uint32_t>());
    return out;
}

} // namespace postamt::mail::keys
