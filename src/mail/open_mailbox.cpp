// How mailboxes are kept open.
#include "mail/account.h"
#include "mail/loader.h"

#include <utility>

namespace postamt::mail {

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
    if (mailbox->rows)
        co_return opened;
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
    co_return opened;
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
