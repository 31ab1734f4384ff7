#include "mail/draft.h"

#include "base/ascii.h"
#include "mail/draft_edited.h"
#include "mail/keys.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace postamt::mail {

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

void Draft::setRows(MailboxId id, SnapshotRef rows)
{
    if (!next_->mailbox(id))
        return;
    Edited& mailbox = edited(id);
    writeRows(mailbox);
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

void Draft::forgetPack(MailboxId id, PackNumber pack)
{
    erase(keys::pack(id, pack));
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

/// Writes anew what was stored under names of an older form.
void Draft::renewOldNames()
{
    const auto old = std::exchange(next_->oldNames, nullptr);
    if (!old)
        return;
    for (const MailboxId id : old->mailboxes) {
        if (const auto mailbox = next_->mailbox(id))
            put(keys::mailbox(id), encodeMailbox(mailbox->record));
    }
    for (const auto& name : old->subscriptions)
        erase(keys::subscription(name));
    for (const auto& name : *next_->subscriptions)
        put(keys::subscription(name), {});
}

bool Draft::isEmpty() const
{
    const bool touched = std::ranges::any_of(edited_, [](const auto& entry) {
        return entry.second->touched || !entry.second->rowsTouched.isEmpty();
    });
    return !touched && !accountTouched_ && writes_.empty() && links_.empty();
}

store::Batch Draft::takeBatch(AccountId account)
{
    renewOldNames();
    for (const auto& [id, mailbox] : edited_) {
        writeRows(*mailbox);
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
