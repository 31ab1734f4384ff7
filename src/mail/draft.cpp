#include "mail/draft.h"

#include "base/ascii.h"
#include "mail/keys.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace postamt::mail {

struct Draft::Edited {
    std::shared_ptr<MailboxState> state; ///< stands in next_ already; not yet seen by others
    std::unique_ptr<SnapshotEditor> rows; ///< once the rows are changed
    bool touched = false; ///< the record is to be written
};

Draft::Draft(AccountStateRef base, QuotaLimits limits, UnixSeconds now)
    : base_(std::move(base))
    , next_(std::make_shared<AccountState>(*base_))
    , limits_(limits)
    , now_(now)
{
}

Draft::~Draft() = default;

void Draft::nextModSeq()
{
    next_->modSeq = next_->modSeq.next();
}

void Draft::put(std::string key, std::string value)
{
    writes_[std::move(key)] = std::move(value);
}

void Draft::erase(std::string key)
{
    writes_[std::move(key)] = std::nullopt;
}

AccountState::Names& Draft::names()
{
    if (!names_) {
        names_ = std::make_shared<AccountState::Names>(*next_->names);
        next_->names = names_;
    }
    return *names_;
}

AccountState::Subscriptions& Draft::subscriptions()
{
    if (!subscriptions_) {
        subscriptions_ = std::make_shared<AccountState::Subscriptions>(*next_->subscriptions);
        next_->subscriptions = subscriptions_;
    }
    return *subscriptions_;
}

Draft::Edited& Draft::edited(MailboxId id)
{
    auto& entry = edited_[id];
    if (!entry) {
        entry = std::make_unique<Edited>();
        const auto place = std::ranges::lower_bound(next_->mailboxes, id, {}, &MailboxState::id);
        entry->state = std::make_shared<MailboxState>(**place);
        *place = entry->state;
    }
    return *entry;
}

const Draft::Edited* Draft::findEdited(MailboxId id) const
{
    const auto found = edited_.find(id);
    return found == edited_.end() ? nullptr : found->second.get();
}

SnapshotEditor* Draft::rowsOf(MailboxId id)
{
    Edited& mailbox = edited(id);
    if (!mailbox.rows && mailbox.state->rows)
        mailbox.rows = std::make_unique<SnapshotEditor>(*mailbox.state->rows);
    return mailbox.rows.get();
}

// ---- mailboxes

MailboxId Draft::addMailbox(std::string_view name, SpecialUse use)
{
    auto& record = next_->record;
    const MailboxId id = record.nextMailbox;
    record.nextMailbox = id.next();
    // The time of creation is the custom; one above the last keeps it unique within the account.
    const auto now = static_cast<std::uint32_t>(now_);
    record.lastUidValidity = std::max(UidValidity(now), record.lastUidValidity.next());
    accountTouched_ = true;

    auto entry = std::make_unique<Edited>();
    entry->state = std::make_shared<MailboxState>();
    entry->state->id = id;
    entry->state->record.name = name;
    entry->state->record.use = use;
    entry->state->record.uidValidity = record.lastUidValidity;
    entry->state->record.highestModSeq = modSeq();
    entry->state->rows = std::make_shared<const Snapshot>();
    entry->touched = true;
    next_->mailboxes.push_back(entry->state); // ids ascend
    edited_[id] = std::move(entry);
    names().emplace(name, id);
    return id;
}

void Draft::addParents(std::string_view name)
{
    for (auto end = name.find(hierarchyDelimiter); end != std::string_view::npos;
         end = name.find(hierarchyDelimiter, end + 1)) {
        if (!next_->mailbox(name.substr(0, end)))
            addMailbox(name.substr(0, end), SpecialUse::None);
    }
}

Result<MailboxId> Draft::createMailbox(std::string_view name, SpecialUse use)
{
    if (next_->mailbox(name))
        return no("there is a mailbox of that name already", "ALREADYEXISTS");
    if (use != SpecialUse::None && next_->mailbox(use))
        return no("another mailbox has that special use", "USEATTR");
    addParents(name);
    return addMailbox(name, use);
}

Result<> Draft::removeMailbox(MailboxId id)
{
    const MailboxRef mailbox = next_->mailbox(id);
    if (!mailbox)
        return no("there is no such mailbox", "NONEXISTENT");
    if (mailbox->record.name == "INBOX")
        return no("INBOX cannot be deleted", "CANNOT");
    countInAccount(mailbox->record.bytes, mailbox->record.messages, -1);
    names().erase(mailbox->record.name);
    MailboxRecord removed = mailbox->record;
    removed.highestModSeq = modSeq();
    edited_.erase(id);
    std::erase_if(next_->mailboxes, [id](const MailboxRef& m) { return m->id == id; });
    erase(keys::mailbox(id));
    put(keys::removedMailbox(id), encodeRemovedMailbox({removed, now_}));
    return {};
}

/// The mailboxes that a rename moves, and their new names.
Result<Draft::Moves> Draft::movesOf(std::string_view from, std::string_view to) const
{
    Moves moves;
    const auto& all = *next_->names;
    if (const auto itself = all.find(from); itself != all.end())
        moves.emplace_back(itself->second, to);
    const std::string below = std::string(from) + hierarchyDelimiter;
    for (auto child = all.lower_bound(below); child != all.end() && child->first.starts_with(below);
         ++child) {
        auto name = normalizeMailboxName(std::string(to) + child->first.substr(from.size()));
        if (!name)
            return std::unexpected(name.error());
        moves.emplace_back(child->second, std::move(*name));
    }
    const auto isMoved
        = [&](std::string_view name) { return name == from || name.starts_with(below); };
    for (const auto& [id, name] : moves) {
        if (all.contains(name) && !isMoved(name))
            return no("there is a mailbox of the new name already", "ALREADYEXISTS");
    }
    return moves;
}

/// Gives mailboxes new names, some of which others of them may have had.
void Draft::move(const Moves& moves)
{
    std::vector<std::string_view> subscribed;
    for (const auto& [id, name] : moves) {
        const std::string from = next_->mailbox(id)->record.name;
        names().erase(from);
        if (next_->subscriptions->contains(from)) {
            unsubscribe(from);
            subscribed.push_back(name);
        }
    }
    for (const auto& [id, name] : moves) {
        Edited& mailbox = edited(id);
        mailbox.state->record.name = name;
        mailbox.touched = true;
        names().emplace(name, id);
    }
    for (const auto name : subscribed)
        subscribe(name);
}

Result<> Draft::renameMailbox(std::string_view from, std::string_view to)
{
    const MailboxRef mailbox = next_->mailbox(from);
    if (!mailbox && !next_->hasChildren(from))
        return no("there is no such mailbox", "NONEXISTENT");
    if (to == "INBOX" || to == from || next_->mailbox(to))
        return no("there is a mailbox of the new name already", "ALREADYEXISTS");
    if (from == "INBOX" && mailbox) {
        // The messages keep their mailbox and thereby their UIDs; INBOX is a new, empty one.
        addParents(to);
        Edited& inbox = edited(mailbox->id);
        inbox.state->record.name = to;
        inbox.touched = true;
        names().erase("INBOX");
        names().emplace(to, mailbox->id);
        addMailbox("INBOX", SpecialUse::None);
        return {};
    }
    if (to.starts_with(from) && to.substr(from.size()).starts_with(hierarchyDelimiter))
        return no("a mailbox cannot be moved below itself", "CANNOT");
    auto moves = movesOf(from, to);
    if (!moves)
        return std::unexpected(moves.error());
    addParents(to);
    move(*moves);
    return {};
}

void Draft::subscribe(std::string_view name)
{
    if (subscriptions().emplace(name).second)
        put(keys::subscription(name), {});
}

void Draft::unsubscribe(std::string_view name)
{
    const std::string own(name); // the caller's text may be the set's
    if (subscriptions().erase(own) > 0)
        erase(keys::subscription(own));
}

void Draft::claimRecent(MailboxId id)
{
    if (!next_->mailbox(id))
        return;
    Edited& mailbox = edited(id);
    mailbox.state->record.recentFrom = mailbox.state->record.uidNext;
}

// ---- messages

const Row* Draft::row(MailboxId id, Uid uid) const
{
    if (const Edited* mailbox = findEdited(id); mailbox != nullptr && mailbox->rows)
        return mailbox->rows->find(uid);
    const MailboxRef mailbox = next_->mailbox(id);
    return mailbox && mailbox->rows ? mailbox->rows->find(uid) : nullptr;
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
    if (limits_.bytes != 0 && account.bytes + bytes > limits_.bytes)
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
    if (SnapshotEditor* rows = rowsOf(id))
        rows->append(row);
    put(keys::row(id, row.uid), encodeRow(row));
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
    const Row* before = row(id, uid);
    if (before == nullptr)
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
    put(keys::row(id, uid), encodeRow(after));
    return true;
}

bool Draft::addService(MailboxId id, Uid uid, ServiceBit bit)
{
    const Row* before = row(id, uid);
    if (before == nullptr || before->has(bit))
        return false;
    Row after = *before;
    after.service = static_cast<std::uint16_t>(after.service | static_cast<std::uint16_t>(bit));
    *rowsOf(id)->edit(uid) = after;
    put(keys::row(id, uid), encodeRow(after));
    return true;
}

bool Draft::expunge(MailboxId id, Uid uid)
{
    const Row* found = row(id, uid);
    if (found == nullptr)
        return false;
    const Row before = *found;
    Edited& mailbox = edited(id);
    auto& record = mailbox.state->record;
    record.count(before, -1);
    record.highestModSeq = modSeq();
    mailbox.touched = true;
    countInAccount(before.size, 1, -1);
    rowsOf(id)->remove(uid);
    erase(keys::row(id, uid));
    put(keys::tombstone(id, modSeq(), uid), encodeTombstone({before, now_}));
    return true;
}

// ---- Account and sweep

void Draft::setRows(MailboxId id, SnapshotRef rows)
{
    if (!next_->mailbox(id))
        return;
    Edited& mailbox = edited(id);
    mailbox.rows = nullptr;
    mailbox.state->rows = std::move(rows);
}

void Draft::removeHolder(MailboxId id, Uid uid, const store::BlobId& blob, bool held)
{
    erase(keys::summary(id, uid));
    erase(keys::holder(blob, id, uid));
    if (!held)
        links_.try_emplace(blob, false);
}

void Draft::forget(MailboxId id, ModSeq modSeq, Uid uid, const store::BlobId& blob, bool held)
{
    erase(keys::tombstone(id, modSeq, uid));
    removeHolder(id, uid, blob, held);
    if (!next_->mailbox(id))
        return;
    Edited& mailbox = edited(id);
    mailbox.state->record.sweptModSeq = std::max(mailbox.state->record.sweptModSeq, modSeq);
    mailbox.touched = true;
}

void Draft::forgetMessage(MailboxId id, Uid uid, const store::BlobId& blob, bool held)
{
    erase(keys::row(id, uid));
    removeHolder(id, uid, blob, held);
}

void Draft::forgetMailbox(MailboxId id)
{
    erase(keys::removedMailbox(id));
}

bool Draft::isEmpty() const
{
    const bool touched
        = std::ranges::any_of(edited_, [](const auto& entry) { return entry.second->touched; });
    return !touched && !accountTouched_ && writes_.empty() && links_.empty();
}

store::Batch Draft::takeBatch(AccountId account)
{
    for (const auto& [id, mailbox] : edited_) {
        if (mailbox->touched)
            put(keys::mailbox(id), encodeMailbox(mailbox->state->record));
    }
    if (accountTouched_)
        put(keys::account(), encodeAccount(next_->record));

    store::Batch batch;
    batch.partition = account;
    batch.expected = base_->modSeq;
    batch.next = next_->modSeq;
    batch.bodies = std::move(bodies_);
    while (!writes_.empty()) {
        auto write = writes_.extract(writes_.begin());
        if (write.mapped())
            batch.puts.push_back({std::move(write.key()), std::move(*write.mapped())});
        else
            batch.removes.push_back(std::move(write.key()));
    }
    for (const auto& [blob, linked] : links_)
        (linked ? batch.linked : batch.unlinked).push_back(blob);
    return batch;
}

AccountStateRef Draft::takeState()
{
    for (const auto& [id, mailbox] : edited_) {
        if (mailbox->rows)
            mailbox->state->rows = mailbox->rows->finish();
    }
    edited_.clear();
    return next_;
}

} // namespace postamt::mail
