#include "mail/metadata.h"

#include "base/bytes.h"

#include <utility>

namespace postamt::mail {

const MetadataEntries& Metadata::of(MailboxId id) const
{
    static const MetadataEntries none;
    const auto found = owners_.find(id);
    return found == owners_.end() ? none : *found->second;
}

void Metadata::set(MailboxId id, std::string_view name, MetadataEntry entry)
{
    remove(id, name);
    bytes_ += name.size() + entry.value.size();
    auto entries = std::make_shared<MetadataEntries>(of(id));
    entries->emplace(name, std::make_shared<const MetadataEntry>(std::move(entry)));
    owners_[id] = std::move(entries);
}

void Metadata::remove(MailboxId id, std::string_view name)
{
    const auto found = of(id).find(name);
    if (found == of(id).end())
        return;
    bytes_ -= name.size() + found->second->value.size();
    auto entries = std::make_shared<MetadataEntries>(of(id));
    entries->erase(std::string(name));
    if (entries->empty())
        owners_.erase(id);
    else
        owners_[id] = std::move(entries);
}

void Metadata::removeAll(MailboxId id)
{
    bytes_ -= bytesOf(id);
    owners_.erase(id);
}

void Metadata::add(MailboxId id, MetadataEntries entries)
{
    for (const auto& [name, entry] : entries)
        bytes_ += name.size() + entry->value.size();
    if (!entries.empty())
        owners_[id] = std::make_shared<const MetadataEntries>(std::move(entries));
}

std::uint64_t Metadata::bytesOf(MailboxId id) const
{
    std::uint64_t bytes = 0;
    for (const auto& [name, entry] : of(id))
        bytes += name.size() + entry->value.size();
    return bytes;
}

std::string encodeMetadata(const MetadataEntry& entry)
{
    RecordWriter writer;
    writer.number(entry.modSeq.value);
    writer.raw(entry.value);
    return writer.take();
}

Result<MetadataEntry> decodeMetadata(std::string_view bytes)
{
    RecordReader reader(bytes);
    MetadataEntry entry;
    entry.modSeq = ModSeq(reader.number());
    entry.value = reader.raw(reader.rest().size());
    if (!reader.complete())
        return internal("the record of a metadata entry is damaged");
    return entry;
}

} // namespace postamt::mail
