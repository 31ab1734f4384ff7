// How mailboxes are kept open.
#include "base/fault_point.h"
#include "mail/account.h"
#include "mail/loader.h"

#include <utility>

namespace postamt::mail {

namespace {

// Below this, reading the rows one by one is not felt.
constexpr std::int64_t manyLoose = 64;

constexpr std::size_t packsAtOnce = 32;

} // namespace

OpenMailbox::OpenMailbox(std::shared_ptr<Account> account, MailboxId id)
    : account_(std::move(account)), id_(id)
{
}

OpenMailbox::~OpenMailbox()
{
    account_->release(id_);
}

Task<Result<OpenMailboxRef>> Account::open(MailboxId id)
{
    const auto self = shared_from_this();
    {
        const std::lock_guard lock(mutex_);
        ++open_[id];
    }
    auto opened = std::make_shared<const OpenMailbox>(self, id);
    const auto mailbox = state()->mailbox(id);
    if (!mailbox)
        co_return no("there is no such mailbox", "NONEXISTENT");
    if (mailbox->rows) {
        packIfMany(*mailbox);
        co_return opened;
    }
    ReadingPlan plan = [account = id_, id](Draft& draft, store::Engine& engine) -> Result<> {
        const auto current = draft.state().mailbox(id);
        if (!current)
            return no("there is no such mailbox", "NONEXISTENT");
        if (current->rows)
            return {};
        auto rows = readRows(engine, account, id);
        if (!rows)
            return std::unexpected(rows.error());
        draft.setRows(id, std::move(*rows));
        return {};
    };
    auto loaded = co_await changeReading(std::move(plan));
    if (!loaded)
        co_return std::unexpected(loaded.error());
    if (const auto now = state()->mailbox(id))
        packIfMany(*now);
    co_return opened;
}

void Account::packIfMany(const MailboxState& mailbox)
{
    if (mailbox.rows && mailbox.rows->loose() >= faultNumber("pack.opened_from", manyLoose))
        pack(mailbox.id);
}

/// Puts loose rows into packs behind what waits already, a few thousand a Change, so that others
/// come in between. Nobody awaits it: if it fails, the next opening tries again.
void Account::pack(MailboxId id)
{
    const auto more = std::make_shared<bool>(false);
    Plan plan = [id, more](Draft& draft) -> Result<> {
        *more = draft.packRows(id, packsAtOnce);
        faultPoint("pack.planned");
        return {};
    };
    Answer done = [self = weak_from_this(), id, more](const Result<>& result) {
        faultPoint("pack.done");
        const auto account = self.lock();
        if (result && *more && account)
            account->pack(id);
    };
    queue(std::move(plan), true, std::move(done));
}

void Account::release(MailboxId id)
{
    AccountStateRef before; // freed without the lock
    const std::lock_guard lock(mutex_);
    const auto count = open_.find(id);
    if (count == open_.end() || --count->second > 0)
        return;
    open_.erase(count);
    // While a Turn is out the state is its own; it drops the rows when it ends.
    if (!busy_)
        before = std::exchange(state_, withoutUnused(state_));
}

} // namespace postamt::mail
