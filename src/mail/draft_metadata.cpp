// What a Draft does to the metadata of mailboxes.
#include "mail/draft.h"
#include "mail/draft_edited.h"
#include "mail/keys.h"

#include <utility>

namespace postamt::mail {

Metadata& Draft::metadata()
{
    if (!metadata_) {
        metadata_ = std::make_shared<Metadata>(*next_->metadata);
        next_->metadata = metadata_;
    }
    return *metadata_;
}

Result<> Draft::setSpecialUse(MailboxId id, SpecialUse use)
{
    const MailboxRef mailbox = next_->mailbox(id);
    if (!mailbox)
        return no("there is no such mailbox", "NONEXISTENT");
    if (mailbox->record.use == use)
        return {};
    if (mailbox->record.name == "INBOX")
        return no("INBOX has no special use", "CANNOT");
    if (use != SpecialUse::None && next_->mailbox(use))
        return no("another mailbox has that special use", "USEATTR");
    Edited& changed = edited(id);
    changed.state->record.use = use;
    changed.touched = true;
    return {};
}

Result<> Draft::setMetadata(
    MailboxId id,
    std::string_view name,
    std::optional<std::string> value,
    const MetadataLimits& limits
)
{
    if (id != accountItself && !next_->mailbox(id))
        return no("there is no such mailbox", "NONEXISTENT");
    const auto& entries = next_->metadata->of(id);
    const auto found = entries.find(name);
    const std::uint64_t before
        = found == entries.end() ? 0 : name.size() + found->second->value.size();
    if (!value) {
        if (before == 0)
            return {};
        metadata().remove(id, name);
        erase(keys::metadata(id, name));
        return {};
    }
    if (value->size() > limits.valueBytes)
        return no(
            "the value is longer than permitted",
            "METADATA MAXSIZE " + std::to_string(limits.valueBytes)
        );
    if (before == 0 && entries.size() >= limits.entries)
        return no("there are as many entries as permitted", "METADATA TOOMANY");
    const std::uint64_t after = name.size() + value->size();
    if (after > before) {
        if (next_->metadata->bytes() + after - before > limits.bytes)
            return no("the account has as much metadata as it may", "OVERQUOTA");
        if (limits_.bytes != 0 && next_->storage() + after - before > limits_.bytes)
            return no("the mail account is full", "OVERQUOTA");
    }
    MetadataEntry entry{std::move(*value), modSeq()};
    put(keys::metadata(id, name), encodeMetadata(entry));
    metadata().set(id, name, std::move(entry));
    return {};
}

void Draft::removeMetadata(MailboxId id)
{
    const auto& entries = next_->metadata->of(id);
    if (entries.empty())
        return;
    for (const auto& [name, entry] : entries)
        erase(keys::metadata(id, name));
    metadata().removeAll(id);
}

void Draft::copyMetadata(MailboxId from, MailboxId to)
{
    const auto entries = next_->metadata->of(from);
    for (const auto& [name, entry] : entries) {
        put(keys::metadata(to, name), encodeMetadata(*entry));
        metadata().set(to, name, *entry);
    }
}

} // namespace postamt::mail
