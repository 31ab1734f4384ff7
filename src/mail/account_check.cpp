#include "mail/account_check.h"

#include "base/ascii.h"
#include "mail/keys.h"
#include "mail/message.h"
#include "mime/summary.h"
#include "text/compose.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

namespace postamt::mail {

AccountCheck::AccountCheck(store::Engine& engine, AccountId account, ModSeq version)
    : engine_(engine), account_(account), version_(version)
{
}

Result<> AccountCheck::run()
{
    using Member = void (AccountCheck::*)(std::string_view, std::string_view);
    const std::pair<std::string, Member> tables[] = {
        {keys::mailboxes(),        &AccountCheck::readMailbox       },
        {keys::removedMailboxes(), &AccountCheck::readRemovedMailbox},
        {keys::metadata(),         &AccountCheck::readMetadata      },
    };
    bool isErased = true;
    auto looked = engine_.scan(account_, {}, [&](std::string_view, std::string_view) {
        isErased = false;
        return false;
    });
    if (!looked)
        return looked;
    // Of an account that was removed nothing is left but the version of its partition.
    if (isErased)
        return checkLinks();
    if (auto done = readRecord(); !done)
        return done;
    for (const auto& table : tables) {
        const auto read = [&](std::string_view key, std::string_view value) {
            (this->*table.second)(key, value);
        };
        if (auto done = scan(table.first, read); !done)
            return done;
    }
    if (auto done = checkRows(); !done)
        return done;
    const auto readStone
        = [this](std::string_view key, std::string_view value) { readTombstone(key, value); };
    if (auto done = scan(keys::tombstones(), readStone); !done)
        return done;
    checkMailboxes();
    checkCounters();
    if (auto done = checkSharing(); !done)
        return done;
    if (auto done = checkSummaries(); !done)
        return done;
    if (auto done = checkHolders(); !done)
        return done;
    if (auto done = checkLinks(); !done)
        return done;
    return checkBodies();
}

Result<> AccountCheck::scan(const std::string& prefix, const Reader& read)
{
    auto visit = [&](std::string_view key, std::string_view value) {
        read(key, value);
        return true;
    };
    return engine_.scan(account_, store::KeyRange::withPrefix(prefix), visit);
}

void AccountCheck::find(std::string text)
{
    findings_.push_back(std::move(text));
}

std::string AccountCheck::nameOf(MailboxId id) const
{
    const auto found = mailboxes_.find(id);
    if (found == mailboxes_.end())
        return fmt::format("mailbox {}", id.value);
    const auto& mailbox = found->second;
    return fmt::format("{}'{}'", mailbox.isRemoved ? "removed " : "", mailbox.record.name);
}

std::string AccountCheck::nameOf(const Message& message) const
{
    return fmt::format("message {} of {}", message.uid.value, nameOf(message.mailbox));
}

AccountCheck::Mailbox* AccountCheck::mailboxOf(MailboxId id, std::string_view what)
{
    const auto found = mailboxes_.find(id);
    if (found != mailboxes_.end())
        return &found->second;
    find(fmt::format("{} belongs to mailbox {}, which is not there", what, id.value));
    return nullptr;
}

// ---- account and mailboxes

Result<> AccountCheck::readRecord()
{
    auto record = engine_.get(account_, keys::account());
    if (!record)
        return std::unexpected(record.error());
    if (!*record) {
        find("the record of the account is missing");
        return {};
    }
    if (auto decoded = decodeAccount(**record))
        record_ = *decoded;
    else
        find(decoded.error().text);
    return {};
}

void AccountCheck::readMailbox(std::string_view key, std::string_view value)
{
    const auto id = keys::parseMailbox(key);
    if (!id)
        return find(id.error().text);
    auto record = decodeMailbox(value);
    if (!record)
        return find(fmt::format("mailbox {}: {}", id->value, record.error().text));
    ++counts_.mailboxes;
    addMailbox(*id, {std::move(*record), {}, false});
}

void AccountCheck::readRemovedMailbox(std::string_view key, std::string_view value)
{
    const auto id = keys::parseMailbox(key);
    if (!id)
        return find(id.error().text);
    auto removed = decodeRemovedMailbox(value);
    if (!removed)
        return find(fmt::format("removed mailbox {}: {}", id->value, removed.error().text));
    addMailbox(*id, {std::move(removed->record), {}, true});
}

void AccountCheck::addMailbox(MailboxId id, Mailbox mailbox)
{
    if (!mailboxes_.emplace(id, std::move(mailbox)).second)
        find(fmt::format("{} is there and removed at once", nameOf(id)));
}

void AccountCheck::checkMailboxes()
{
    std::set<std::string> names;
    std::set<UidValidity> validities;
    std::set<SpecialUse> uses{SpecialUse::None};
    for (const auto& [id, mailbox] : mailboxes_) {
        const auto& record = mailbox.record;
        const auto name = nameOf(id);
        if (record_ && id >= record_->nextMailbox)
            find(fmt::format("{} has number {}, which is still to be given", name, id.value));
        if (record_ && record.uidValidity > record_->lastUidValidity)
            find(fmt::format("{} has a UIDVALIDITY that is still to be given", name));
        if (!validities.insert(record.uidValidity).second)
            find(fmt::format("{} has the UIDVALIDITY of another mailbox", name));
        if (record.highestModSeq > version_)
            find(fmt::format("{} has a modseq above the account's", name));
        if (record.sweptModSeq > record.highestModSeq)
            find(fmt::format("{} was swept beyond its modseq", name));
        if (record.recentFrom > record.uidNext)
            find(fmt::format("{} has \\Recent from beyond its next UID", name));
        if (mailbox.isRemoved)
            continue;
        // An older form of the name is renewed when the account is changed next (loader.cpp).
        if (normalizeMailboxName(record.name) != text::composed(record.name))
            find(fmt::format("{} has a name that is not allowed", name));
        if (!names.insert(record.name).second)
            find(fmt::format("there are two mailboxes with the name '{}'", record.name));
        if (record.use != SpecialUse::None && !uses.insert(record.use).second)
            find(fmt::format("{} has the special use of another mailbox", name));
    }
    if (!names.contains("INBOX"))
        find("there is no INBOX");
}

void AccountCheck::readMetadata(std::string_view key, std::string_view value)
{
    const auto parsed = keys::parseMetadata(key);
    if (!parsed)
        return find(parsed.error().text);
    const auto entry = decodeMetadata(value);
    if (!entry)
        return find(entry.error().text);
    if (parsed->mailbox != accountItself) {
        const auto found = mailboxes_.find(parsed->mailbox);
        if (found == mailboxes_.end() || found->second.isRemoved)
            find(fmt::format("{} has metadata, but is not there", nameOf(parsed->mailbox)));
    }
    if (entry->modSeq > version_)
        find(fmt::format("metadata of {} has a modseq above the account's", nameOf(parsed->mailbox)));
    if (!parsed->name.starts_with('/') || lowered(parsed->name) != parsed->name)
        find(fmt::format("metadata of {} has a name that is not allowed", nameOf(parsed->mailbox)));
}

// ---- sharing

void AccountCheck::readAcl(std::string_view key, std::string_view value)
{
    const auto id = keys::parseAcl(key);
    if (!id)
        return find(id.error().text);
    const auto acl = decodeAcl(value);
    if (!acl)
        return find(fmt::format("{}: {}", nameOf(*id), acl.error().text));
    const auto* mailbox = mailboxOf(*id, "an ACL");
    if (mailbox != nullptr && mailbox->isRemoved)
        find(fmt::format("{} still has an ACL", nameOf(*id)));
    for (const auto& entry : acl->entries()) {
        if (keys::isAccount(entry.account))
            guests_.insert(entry.account);
    }
}

/// Whoever has a right must find it: LIST looks where the guest knows of a sharer.
Result<> AccountCheck::checkSharing()
{
    const auto read
        = [this](std::string_view key, std::string_view value) { readAcl(key, value); };
    if (auto done = scan(keys::acls(), read); !done)
        return done;
    for (const auto guest : guests_) {
        const auto isThere = engine_.get(guest, keys::account());
        const auto known = engine_.get(guest, keys::sharer(account_));
        if (!isThere || !known)
            return std::unexpected((isThere ? known : isThere).error());
        if (*isThere && !*known)
            find(fmt::format("account {} does not know that it was given rights", guest.value));
    }
    return scan(keys::sharers(), [this](std::string_view key, std::string_view) {
        const auto owner = keys::parseSharer(key);
        if (!owner || !keys::isAccount(*owner) || *owner == account_)
            find("the key of a sharer is damaged");
    });
}

// ---- rows and tombstones

void AccountCheck::checkRow(
    const Mailbox& mailbox, MailboxId id, const Row& row, std::string_view what
)
{
    const auto name = nameOf(id);
    const auto uid = row.uid.value;
    const auto& record = mailbox.record;
    if (row.uid.value == 0 || row.uid >= record.uidNext)
        find(fmt::format("{} {} of {} has a UID that is still to be given", what, uid, name));
    if (row.modSeq > record.highestModSeq)
        find(fmt::format("{} {} of {} has a modseq above the mailbox's", what, uid, name));
    const auto known = record.keywords.size();
    if (known < maxKeywords && row.keywords >> known != 0)
        find(fmt::format("{} {} of {} has a keyword that has no name", what, uid, name));
}

Result<> AccountCheck::checkRows()
{
    RowReader reader([this](const RowRun& run) {
        readRows(run);
        return true;
    });
    auto done = scan(keys::rows(), [&](std::string_view key, std::string_view value) {
        if (const auto taken = reader.take(key, value); !taken)
            findInRow(key, taken.error().text);
    });
    reader.finish();
    return done;
}

void AccountCheck::findInRow(std::string_view key, const std::string& text)
{
    const auto place = keys::parseRow(key);
    if (!place)
        return find(text);
    const auto name = nameOf(place->mailbox);
    if (place->uid)
        return find(fmt::format("message {} of {}: {}", place->uid->value, name, text));
    const auto first = firstOf(place->pack).value;
    find(fmt::format("messages from {} on of {}: {}", first, name, text));
}

void AccountCheck::readRows(const RowRun& run)
{
    for (const Row& row : run.rows) {
        Mailbox* mailbox = mailboxOf(run.mailbox, fmt::format("message {}", row.uid.value));
        if (mailbox == nullptr)
            return;
        ++counts_.messages;
        mailbox->counted.count(row, +1);
        messages_.push_back({run.mailbox, row.uid, row.size});
        checkRow(*mailbox, run.mailbox, row, "message");
    }
}

void AccountCheck::readTombstone(std::string_view key, std::string_view value)
{
    const auto parsed = keys::parseTombstone(key);
    if (!parsed)
        return find(parsed.error().text);
    const auto uid = parsed->uid.value;
    const auto name = nameOf(parsed->mailbox);
    const auto tombstone = decodeTombstone(parsed->uid, value);
    if (!tombstone)
        return find(fmt::format("tombstone {} of {}: {}", uid, name, tombstone.error().text));
    const Mailbox* mailbox = mailboxOf(parsed->mailbox, fmt::format("tombstone {}", uid));
    if (mailbox == nullptr)
        return;
    ++counts_.tombstones;
    messages_.push_back({parsed->mailbox, parsed->uid, tombstone->row.size});
    checkRow(*mailbox, parsed->mailbox, tombstone->row, "tombstone");
    if (parsed->modSeq > mailbox->record.highestModSeq || parsed->modSeq < tombstone->row.modSeq)
        find(fmt::format("tombstone {} of {} has a modseq that cannot be", uid, name));
}

void AccountCheck::checkCounters()
{
    std::uint64_t bytes = 0;
    std::uint64_t messages = 0;
    const auto text = [](const MailboxRecord& r) {
        return fmt::format(
            "{} messages, {} unseen, {} deleted, {} bytes", r.messages, r.unseen, r.deleted, r.bytes
        );
    };
    for (const auto& [id, mailbox] : mailboxes_) {
        if (mailbox.isRemoved) // its sweep may be half done
            continue;
        bytes += mailbox.record.bytes;
        messages += mailbox.record.messages;
        const auto counted = text(mailbox.record);
        const auto found = text(mailbox.counted);
        if (counted != found)
            find(fmt::format("{} counts {}, but has {}", nameOf(id), counted, found));
    }
    if (record_ && (record_->bytes != bytes || record_->messages != messages))
        find(fmt::format(
            "the account counts {} messages, {} bytes, but its mailboxes {}, {}",
            record_->messages,
            record_->bytes,
            messages,
            bytes
        ));
}

// ---- summaries, holders, bodies

Result<> AccountCheck::checkSummaries()
{
    std::ranges::sort(messages_);
    const auto same = [](const Message& a, const Message& b) {
        return a.mailbox == b.mailbox && a.uid == b.uid;
    };
    for (auto at = messages_.begin();
         (at = std::adjacent_find(at, messages_.end(), same)) != messages_.end();
         ++at)
        find(fmt::format("{} is there twice, or there and expunged", nameOf(*at)));
    messages_.erase(std::unique(messages_.begin(), messages_.end(), same), messages_.end());

    auto next = messages_.begin();
    const auto place = [](const Message& m) { return std::pair(m.mailbox, m.uid); };
    auto done = scan(keys::summaries(), [&](std::string_view key, std::string_view value) {
        const auto parsed = keys::parseMessage(key);
        if (!parsed)
            return find("the key of a summary is damaged");
        const std::pair here(parsed->mailbox, parsed->uid);
        for (; next != messages_.end() && place(*next) < here; ++next)
            find(fmt::format("{} has no summary", nameOf(*next)));
        if (next != messages_.end() && place(*next) == here) {
            checkSummary(*next++, value);
            return;
        }
        const Message stray{parsed->mailbox, parsed->uid};
        find(fmt::format("there is a summary of {}, which is not there", nameOf(stray)));
        if (const auto stored = decodeStoredSummary(value))
            holders_.push_back({stored->blob, stray.mailbox, stray.uid});
    });
    for (; done && next != messages_.end(); ++next)
        find(fmt::format("{} has no summary", nameOf(*next)));
    return done;
}

void AccountCheck::checkSummary(const Message& message, std::string_view value)
{
    const auto stored = decodeStoredSummary(value);
    if (!stored)
        return find(fmt::format("{}: {}", nameOf(message), stored.error().text));
    holders_.push_back({stored->blob, message.mailbox, message.uid});
    bodies_.try_emplace(stored->blob, message.size, message);
    const auto summary = mime::decode(stored->mime);
    if (!summary)
        return find(fmt::format("{}: {}", nameOf(message), summary.error().text));
    if (summary->size() != message.size)
        find(fmt::format(
            "{} has {} octets, but {} in its summary",
            nameOf(message),
            message.size,
            summary->size()
        ));
}

Result<> AccountCheck::checkHolders()
{
    std::ranges::sort(holders_);
    auto next = holders_.begin();
    const auto missing = [this](const Holder& holder) {
        find(fmt::format("{} has no holder key", nameOf(Message{holder.mailbox, holder.uid})));
    };
    auto done = scan(keys::allHolders(), [&](std::string_view key, std::string_view) {
        const auto parsed = keys::parseHolder(key);
        if (!parsed)
            return find(parsed.error().text);
        const Holder here{parsed->blob, parsed->mailbox, parsed->uid};
        for (; next != holders_.end() && *next < here; ++next)
            missing(*next);
        if (next != holders_.end() && *next == here)
            ++next;
        else
            find(fmt::format(
                "there is a holder key of {}, which does not hold that body",
                nameOf(Message{here.mailbox, here.uid})
            ));
    });
    for (; done && next != holders_.end(); ++next)
        missing(*next);
    return done;
}

Result<> AccountCheck::checkLinks()
{
    std::vector<store::BlobId> links;
    auto done = engine_.links(account_, [&](const store::BlobId& id) {
        links.push_back(id);
        return true;
    });
    if (!done)
        return done;
    std::ranges::sort(links);
    for (const auto& [blob, body] : bodies_) {
        if (!std::ranges::binary_search(links, blob))
            find(fmt::format("the body of {} is not linked", nameOf(body.second)));
    }
    for (const auto& blob : links) {
        if (!std::ranges::binary_search(holders_, blob, {}, &Holder::blob))
            find(fmt::format("body {} is linked, but no message holds it", blob.hex()));
    }
    return {};
}

Result<> AccountCheck::checkBodies()
{
    for (const auto& [blob, body] : bodies_) {
        auto size = engine_.blobSize(blob);
        if (!size)
            return std::unexpected(size.error());
        if (!*size)
            find(fmt::format("the body of {} is missing", nameOf(body.second)));
        else if (**size != body.first)
            find(fmt::format(
                "{} has {} octets, but its body {}", nameOf(body.second), body.first, **size
            ));
    }
    return {};
}

} // namespace postamt::mail
