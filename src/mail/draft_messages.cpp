// What a Draft does to messages.
#include "base/ascii.h"
#include "mail/draft.h"
#include "mail/draft_edited.h"
#include "mail/keys.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace postamt::mail {

std::optional<Row> Draft::row(MailboxId id, Uid uid) const
{
    if (const Edited* mailbox = findEdited(id); mailbox != nullptr && mailbox->rows)
        return mailbox->rows->find(uid);
    const MailboxRef mailbox = next_->mailbox(id);
    return mailbox && mailbox->rows ? mailbox->rows->find(uid) : std::nullopt;
}

std::vector<Uid> Draft::deleted(MailboxId id) const
{
    if (const Edited* mailbox = findEdited(id); mailbox != nullptr && mailbox->rows)
        return mailbox->rows->deleted();
    const MailboxRef mailbox = next_->mailbox(id);
    return mailbox && mailbox->rows ? mailbox->rows->deleted() : std::vector<Uid>();
}

Result<KeywordMask> Draft::keywordMask(MailboxId id, const std::vector<std::string>& keywords)
{
    const MailboxRef mailbox = next_->mailbox(id);
    if (!mailbox)
        return no("there is no such mailbox", "NONEXISTENT");
    KeywordMask mask = 0;
    std::vector<std::string> unknown;
    const auto& known = mailbox->record.keywords;
    for (const auto& keyword : keywords) {
        if (keyword.size() > maxKeywordSize)
            return no("a keyword has at most 128 characters", "LIMIT");
        const auto same
            = [&](const std::string& other) { return equalsIgnoreCase(keyword, other); };
        auto place = static_cast<std::size_t>(std::ranges::find_if(known, same) - known.begin());
        if (place == known.size()) {
            const auto added = std::ranges::find_if(unknown, same);
            place += static_cast<std::size_t>(added - unknown.begin());
            if (place >= maxKeywords)
                return no("the mailbox has 64 different keywords, which is all it can", "LIMIT");
            if (added == unknown.end())
                unknown.push_back(keyword);
        }
        mask |= KeywordMask(1) << place;
    }
    if (!unknown.empty()) {
        Edited& changed = edited(id);
        auto& table = changed.state->record.keywords;
        std::ranges::move(unknown, std::back_inserter(table));
        changed.touched = true;
    }
    return mask;
}

Result<> Draft::admits(MailboxId id, std::uint64_t bytes) const
{
    const MailboxRef mailbox = next_->mailbox(id);
    if (!mailbox)
        return no("there is no such mailbox", "TRYCREATE");
    if (bytes > std::numeric_limits<std::uint32_t>::max())
        return no("a message of 4 GB or more is too large", "TOOBIG");
    if (mailbox->record.uidNext.value == std::numeric_limits<std::uint32_t>::max())
        return no("the mailbox has used up its UIDs", "LIMIT");
    const auto& account = next_->record;
    if (limits_.bytes != 0 && next_->storage() + bytes > limits_.bytes)
        return no("the mail account is full", "OVERQUOTA");
    if (limits_.messages != 0 && account.messages + 1 > limits_.messages)
        return no("the mail account holds as many messages as it may", "OVERQUOTA");
    return {};
}

void Draft::countInAccount(std::uint64_t bytes, std::uint64_t messages, int sign)
{
    auto& account = next_->record;
    account.bytes = sign > 0 ? account.bytes + bytes : account.bytes - bytes;
    account.messages = sign > 0 ? account.messages + messages : account.messages - messages;
    accountTouched_ = true;
}

Uid Draft::addRow(Edited& mailbox, Row row, const store::BlobId& blob, std::string summary)
{
    auto& record = mailbox.state->record;
    const MailboxId id = mailbox.state->id;
    row.uid = record.uidNext;
    row.modSeq = modSeq();
    row.saveDate = static_cast<std::uint32_t>(now_);
    record.uidNext = row.uid.next();
    record.highestModSeq = modSeq();
    record.count(row, +1);
    countInAccount(row.size, 1, +1);
    mailbox.touched = true;
    row.place = {};
    if (SnapshotEditor* rows = rowsOf(id)) {
        rows->append(row);
        mailbox.rowsTouched.add(row.uid);
    } else {
        put(keys::row(id, row.uid), encodeRow(row));
    }
    put(keys::summary(id, row.uid), std::move(summary));
    put(keys::holder(blob, id, row.uid), {});
    links_[blob] = true;
    return row.uid;
}

Result<Uid> Draft::append(MailboxId id, const NewMessage& message)
{
    if (auto fits = admits(id, message.body->size()); !fits)
        return std::unexpected(fits.error());
    auto keywords = keywordMask(id, message.flags.keywords);
    if (!keywords)
        return std::unexpected(keywords.error());
    Row row;
    row.keywords = *keywords;
    row.flags = message.flags.flags;
    row.service = message.service;
    row.internalDate = message.internalDate;
    row.size = static_cast<std::uint32_t>(message.body->size());
    const auto& blob = message.body->id();
    bodies_.push_back(message.body);
    return addRow(edited(id), row, blob, encodeStoredSummary(blob, message.mime));
}

Result<Uid>
Draft::copy(MailboxId to, const Row& row, const MailboxRecord& from, std::string_view summary)
{
    if (auto fits = admits(to, row.size); !fits)
        return std::unexpected(fits.error());
    const auto view = decodeStoredSummary(summary);
    if (!view)
        return std::unexpected(view.error());
    std::vector<std::string> names;
    for (std::size_t i = 0; i < from.keywords.size(); ++i) {
        if ((row.keywords >> i & 1) != 0)
            names.push_back(from.keywords[i]);
    }
    auto keywords = keywordMask(to, names);
    if (!keywords)
        return std::unexpected(keywords.error());
    Row copied = row;
    copied.keywords = *keywords;
    return addRow(edited(to), copied, view->blob, std::string(summary));
}

bool Draft::setFlags(MailboxId id, Uid uid, FlagMode mode, FlagSet flags, KeywordMask keywords)
{
    const auto before = row(id, uid);
    if (!before)
        return false;
    Row after = *before;
    switch (mode) {
    case FlagMode::Replace:
        after.flags = flags;
        after.keywords = keywords;
        break;
    case FlagMode::Add:
        after.flags.bits = static_cast<std::uint16_t>(after.flags.bits | flags.bits);
        after.keywords |= keywords;
        break;
    case FlagMode::Remove:
        after.flags.bits = static_cast<std::uint16_t>(after.flags.bits & ~flags.bits);
        after.keywords &= ~keywords;
        break;
    }
    if (after.sameFlags(*before))
        return false;
    after.modSeq = modSeq();
    Edited& mailbox = edited(id);
    auto& record = mailbox.state->record;
    record.count(*before, -1);
    record.count(after, +1);
    record.highestModSeq = modSeq();
    mailbox.touched = true;
    *rowsOf(id)->edit(uid) = after;
    mailbox.rowsTouched.add(uid);
    return true;
}

bool Draft::addService(MailboxId id, Uid uid, ServiceBit bit)
{
    const auto before = row(id, uid);
    if (!before || before->has(bit))
        return false;
    Row after = *before;
    after.service = static_cast<std::uint16_t>(after.service | static_cast<std::uint16_t>(bit));
    *rowsOf(id)->edit(uid) = after;
    edited(id).rowsTouched.add(uid);
    return true;
}

bool Draft::expunge(MailboxId id, Uid uid)
{
    const auto before = row(id, uid);
    if (!before)
        return false;
    Edited& mailbox = edited(id);
    auto& record = mailbox.state->record;
    record.count(*before, -1);
    record.highestModSeq = modSeq();
    mailbox.touched = true;
    countInAccount(before->size, 1, -1);
    rowsOf(id)->remove(uid);
    if (before->place.isLoose)
        erase(keys::row(id, uid));
    if (before->place.isPacked)
        mailbox.rowsTouched.rewrite(packOf(uid));
    put(keys::tombstone(id, modSeq(), uid), encodeTombstone({*before, now_}));
    return true;
}

} // namespace postamt::mail
