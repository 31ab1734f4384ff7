#include "queue/entry.h"

#include "base/bytes.h"

#include <algorithm>

namespace postamt::queue {

namespace {

constexpr char entryPrefix = 'm';
constexpr std::uint64_t version = 1;

constexpr std::uint64_t eightBitFlag = 1;
constexpr std::uint64_t utf8HeaderFlag = 2;

} // namespace

bool Entry::has(Recipient::State state) const
{
    return std::ranges::find(recipients, state, &Recipient::state) != recipients.end();
}

std::string entryKeys()
{
    return {entryPrefix};
}

std::string entryKey(EntryId id)
{
    std::string key = entryKeys();
    putBigEndian(key, id.value);
    return key;
}

Result<EntryId> parseEntryKey(std::string_view key)
{
    RecordReader reader(key);
    const bool isEntry = reader.raw(1) == entryKeys();
    const EntryId id(reader.bigEndian<std::uint64_t>());
    if (!isEntry || !reader.complete())
        return internal("a damaged key in the queue");
    return id;
}

std::string formatEntry(const Entry& entry)
{
    RecordWriter writer;
    writer.number(version);
    writer.number((entry.eightBit ? eightBitFlag : 0) | (entry.utf8Header ? utf8HeaderFlag : 0));
    writer.raw(entry.blob.view());
    writer.number(entry.size);
    writer.string(entry.sender);
    writer.string(entry.name);
    writer.signedNumber(entry.queued);
    writer.signedNumber(entry.next);
    writer.number(entry.attempts);
    writer.number(entry.recipients.size());
    for (const auto& recipient : entry.recipients) {
        writer.string(recipient.address);
        writer.number(static_cast<std::uint64_t>(recipient.state));
        writer.number(static_cast<std::uint64_t>(recipient.code));
        writer.string(recipient.status);
        writer.string(recipient.text);
    }
    return writer.take();
}

Result<Entry> parseEntry(EntryId id, std::string_view bytes)
{
    RecordReader reader(bytes);
    if (reader.number() != version)
        return internal("an entry of the queue has an unknown format");
    Entry entry;
    entry.id = id;
    const auto flags = reader.number();
    entry.eightBit = (flags & eightBitFlag) != 0;
    entry.utf8Header = (flags & utf8HeaderFlag) != 0;
    if (const auto blob = reader.raw(store::BlobId::size); reader.ok())
        entry.blob = store::BlobId::fromBytes(blob);
    entry.size = reader.number();
    entry.sender = reader.string();
    entry.name = reader.string();
    entry.queued = reader.signedNumber();
    entry.next = reader.signedNumber();
    entry.attempts = reader.numberAs<std::uint32_t>();
    auto count = reader.number();
    for (; reader.ok() && count > 0; --count) {
        Recipient recipient;
        recipient.address = reader.string();
        const auto state = reader.number();
        recipient.state = static_cast<Recipient::State>(state & 3);
        recipient.code = reader.numberAs<std::uint16_t>();
        recipient.status = reader.string();
        recipient.text = reader.string();
        entry.recipients.push_back(std::move(recipient));
    }
    if (!reader.complete())
        return internal("a damaged entry in the queue");
    return entry;
}

} // namespace postamt::queue
