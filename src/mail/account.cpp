#include "mail/account.h"

#include "mail/account_turn.h"
#include "mail/loader.h"

#include <algorithm>
#include <utility>

namespace postamt::mail {

namespace {

// Rows of closed mailboxes are kept for the next session up to this many in an account.
constexpr std::uint32_t keptRows = 4096;

} // namespace

class Account::Subscriber {
public:
    explicit Subscriber(std::function<void(const AccountStateRef&)> wake) : wake_(std::move(wake))
    {
    }

    void tell(const AccountStateRef& state)
    {
        const std::lock_guard lock(mutex_);
        if (alive_)
            wake_(state);
    }

    void end()
    {
        const std::lock_guard lock(mutex_);
        alive_ = false;
    }

private:
    std::recursive_mutex mutex_; ///< held during a call, in which end() may be called
    std::function<void(const AccountStateRef&)> wake_;
    bool alive_ = true;
};

Account::Account(AccountId id, Surroundings surroundings, AccountStateRef state)
    : id_(id), surroundings_(surroundings), state_(std::move(state))
{
}

Account::~Account() = default;

Task<Result<std::shared_ptr<Account>>> Account::load(AccountId id, Surroundings surroundings)
{
    auto read = [id, surroundings] { return loadState(surroundings.engine, id); };
    auto state = co_await surroundings.workers.run(read);
    if (!state)
        co_return std::unexpected(state.error());
    const bool isNew = (*state)->mailboxes.empty();
    auto account = std::make_shared<Account>(id, surroundings, std::move(*state));
    if (isNew) {
        Plan plan = [](Draft& draft) { return addFirstMailboxes(draft); };
        auto done = co_await account->change(std::move(plan));
        if (!done)
            co_return std::unexpected(done.error());
    }
    co_return account;
}

AccountStateRef Account::state() const
{
    const std::lock_guard lock(mutex_);
    return state_;
}

void Account::setQuota(QuotaLimits limits)
{
    const std::lock_guard lock(mutex_);
    limits_ = limits;
}

QuotaLimits Account::quota() const
{
    const std::lock_guard lock(mutex_);
    return limits_;
}

/// Shows a state. Gives up if rows of an open mailbox lack in it and that is asked for.
bool Account::publish(AccountStateRef next, bool unlessRowsLack)
{
    AccountStateRef before; // freed without the lock
    std::shared_ptr<void> doubt; // likewise
    std::vector<std::shared_ptr<Subscriber>> wake;
    {
        const std::lock_guard lock(mutex_);
        const bool lacks = std::ranges::any_of(open_, [&](const auto& open) {
            const auto mailbox = next->mailbox(open.first);
            return mailbox && !mailbox->rows;
        });
        if (lacks && unlessRowsLack)
            return false;
        next = withoutUnused(std::move(next));
        before = std::exchange(state_, next);
        doubt = std::exchange(doubt_, nullptr);
        if (before->modSeq == next->modSeq)
            return true;
        std::erase_if(subscribers_, [&](const auto& weak) {
            auto strong = weak.lock();
            if (!strong)
                return true;
            wake.push_back(std::move(strong));
            return false;
        });
    }
    for (const auto& subscriber : wake)
        subscriber->tell(next);
    return true;
}

/// The state without the rows of mailboxes that no one has open, but for the first of them. With
/// the lock held.
AccountStateRef Account::withoutUnused(AccountStateRef state) const
{
    std::uint32_t kept = 0;
    std::shared_ptr<AccountState> next;
    for (std::size_t i = 0; i < state->mailboxes.size(); ++i) {
        const auto& mailbox = state->mailboxes[i];
        if (!mailbox->rows || mailbox->rows->size() == 0 || open_.contains(mailbox->id))
            continue;
        if (mailbox->rows->size() <= keptRows - kept) {
            kept += mailbox->rows->size();
            continue;
        }
        auto closed = std::make_shared<MailboxState>(*mailbox);
        closed->rows = nullptr;
        if (!next)
            next = std::make_shared<AccountState>(*state);
        next->mailboxes[i] = std::move(closed);
    }
    return next ? next : state;
}

std::shared_ptr<void> Account::subscribe(std::function<void(const AccountStateRef&)> wake)
{
    auto subscriber = std::make_shared<Subscriber>(std::move(wake));
    {
        const std::lock_guard lock(mutex_);
        subscribers_.push_back(subscriber);
    }
    void* const handle = subscriber.get();
    return {handle, [subscriber = std::move(subscriber)](void*) { subscriber->end(); }};
}

} // namespace postamt::mail
