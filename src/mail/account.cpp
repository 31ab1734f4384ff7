#include "mail/account.h"

#include "base/log.h"
#include "mail/keys.h"
#include "mail/loader.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace postamt::mail {

namespace {

// A fold of this many Changes is large enough to pay for its sync many times over.
constexpr std::size_t maxFold = 256;

// Rows of a closed mailbox are kept for the next session up to this many.
constexpr std::uint32_t keptRows = 4096;

// Reads up to these sizes are done where they are asked for: they come from memory as a rule, and
// handing them to a worker would cost more than they do.
constexpr std::size_t inlineSummaries = 32;
constexpr std::uint64_t inlineBlob = 256 * 1024;

} // namespace

OpenMailbox::OpenMailbox(std::shared_ptr<Account> account, MailboxId id)
    : account_(std::move(account)), id_(id)
{
}

OpenMailbox::~OpenMailbox()
{
    account_->release(id_);
}

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

// ---- Changes

Task<Result<>> Account::change(Plan plan)
{
    return admit(std::move(plan));
}

Task<Result<>> Account::changeReading(ReadingPlan plan)
{
    return admit(std::move(plan));
}

Task<Result<>> Account::admit(std::variant<Plan, ReadingPlan> plan)
{
    // The account must live until its Changes have: the caller may let go of it meanwhile.
    const auto self = shared_from_this();
    const Oneshot<Result<>> done;
    bool begin = false;
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back({std::move(plan), done});
        begin = !std::exchange(busy_, true);
    }
    if (begin)
        drive();
    co_return co_await done.wait();
}

/// Takes what waits and plans it. Runs with busy_ set, by one thread at a time.
void Account::drive()
{
    std::vector<Waiting> waiting;
    {
        const std::lock_guard lock(mutex_);
        while (!queue_.empty() && waiting.size() < maxFold) {
            const bool alone = std::holds_alternative<ReadingPlan>(queue_.front().plan);
            if (alone && !waiting.empty())
                break;
            waiting.push_back(std::move(queue_.front()));
            queue_.pop_front();
            if (alone)
                break;
        }
        if (waiting.empty()) {
            busy_ = false;
            return;
        }
    }
    if (std::holds_alternative<Plan>(waiting.front().plan)) {
        runFold(std::move(waiting));
        return;
    }
    auto work = [self = shared_from_this(), alone = std::move(waiting.front())]() mutable {
        self->runAlone(std::move(alone));
    };
    surroundings_.workers.post(std::move(work));
}

namespace {

/// Runs a plan; an exception is our fault and fails this plan only.
template <class F>
Result<> planned(const F& run)
{
    try {
        return run();
    } catch (const std::exception& e) {
        return internal(std::string("a plan threw: ") + e.what());
    }
}

} // namespace

void Account::runFold(std::vector<Waiting> waiting)
{
    const auto base = state();
    const auto limits = quota();
    const auto now = surroundings_.clock.seconds();
    // A plan that fails may leave its Draft half edited: begin again without it. Failures are rare.
    for (;;) {
        Draft draft(base, limits, now);
        std::size_t failed = waiting.size();
        for (std::size_t i = 0; i < waiting.size(); ++i) {
            draft.nextModSeq();
            auto done = planned([&] { return std::get<Plan>(waiting[i].plan)(draft); });
            if (done)
                continue;
            waiting[i].done.set(std::move(done));
            failed = i;
            break;
        }
        if (failed == waiting.size()) {
            commit(draft, std::move(waiting));
            return;
        }
        waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(failed));
        if (waiting.empty()) {
            next();
            return;
        }
    }
}

void Account::runAlone(Waiting waiting)
{
    Draft draft(state(), quota(), surroundings_.clock.seconds());
    draft.nextModSeq();
    auto done
        = planned([&] { return std::get<ReadingPlan>(waiting.plan)(draft, surroundings_.engine); });
    if (!done) {
        waiting.done.set(std::move(done));
        next();
        return;
    }
    std::vector<Waiting> one;
    one.push_back(std::move(waiting));
    commit(draft, std::move(one));
}

void Account::commit(Draft& draft, std::vector<Waiting> waiting)
{
    Fold fold;
    const bool isEmpty = draft.isEmpty();
    auto batch = draft.takeBatch(id_);
    fold.next = draft.takeState();
    if (isEmpty) {
        // Nothing to write, so the count of Changes stays; but rows may have been loaded.
        auto same = std::make_shared<AccountState>(*fold.next);
        same->modSeq = batch.expected;
        fold.next = std::move(same);
        committed(store::Committed::Done, std::move(fold), std::move(waiting));
        return;
    }
    auto done = [self = shared_from_this(),
                 fold = std::move(fold),
                 waiting = std::move(waiting)](Result<store::Committed> result) mutable {
        self->committed(std::move(result), std::move(fold), std::move(waiting));
    };
    surroundings_.engine.commit(std::move(batch), std::move(done));
}

void Account::committed(Result<store::Committed> result, Fold fold, std::vector<Waiting> waiting)
{
    if (result && *result == store::Committed::Conflict) {
        auto work = [self = shared_from_this(), waiting = std::move(waiting)]() mutable {
            self->reload(std::move(waiting));
        };
        surroundings_.workers.post(std::move(work));
        return;
    }
    if (result)
        publish(std::move(fold.next));
    for (auto& change : waiting) {
        if (result)
            change.done.set({});
        else
            change.done.set(std::unexpected(result.error()));
    }
    next();
}

/// Another node changed the account: reads what is there now and plans again.
void Account::reload(std::vector<Waiting> waiting)
{
    std::vector<MailboxId> open;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [id, count] : open_)
            open.push_back(id);
    }
    auto fresh = loadState(surroundings_.engine, id_);
    if (fresh)
        fresh = loadRows(surroundings_.engine, id_, std::move(*fresh), open);
    if (!fresh) {
        for (auto& change : waiting)
            change.done.set(std::unexpected(fresh.error()));
        next();
        return;
    }
    publish(std::move(*fresh));
    {
        const std::lock_guard lock(mutex_);
        for (auto change = waiting.rbegin(); change != waiting.rend(); ++change)
            queue_.push_front(std::move(*change));
    }
    next();
}

void Account::publish(AccountStateRef next)
{
    std::vector<std::shared_ptr<std::function<void(const AccountStateRef&)>>> wake;
    {
        const std::lock_guard lock(mutex_);
        state_ = next;
        std::erase_if(subscribers_, [&](const auto& weak) {
            auto strong = weak.lock();
            if (!strong)
                return true;
            wake.push_back(std::move(strong));
            return false;
        });
    }
    for (const auto& subscriber : wake)
        (*subscriber)(next);
}

/// Goes on with what waits, not on this thread: it may be the engine's.
void Account::next()
{
    {
        const std::lock_guard lock(mutex_);
        if (queue_.empty()) {
            busy_ = false;
            return;
        }
    }
    surroundings_.workers.post([self = shared_from_this()] { self->drive(); });
}

// ---- open mailboxes

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
    const std::lock_guard lock(mutex_);
    const auto count = open_.find(id);
    if (count == open_.end() || --count->second > 0)
        return;
    open_.erase(count);
    const auto mailbox = state_->mailbox(id);
    // With a fold on its way the rows come back with it; the next close drops them.
    if (busy_ || !mailbox || !mailbox->rows || mailbox->rows->size() <= keptRows)
        return;
    auto closed = std::make_shared<MailboxState>(*mailbox);
    closed->rows = nullptr;
    auto state = std::make_shared<AccountState>(*state_);
    *std::ranges::lower_bound(state->mailboxes, id, {}, &MailboxState::id) = std::move(closed);
    state_ = std::move(state);
}

std::shared_ptr<void> Account::subscribe(std::function<void(const AccountStateRef&)> wake)
{
    auto subscriber
        = std::make_shared<std::function<void(const AccountStateRef&)>>(std::move(wake));
    const std::lock_guard lock(mutex_);
    subscribers_.push_back(subscriber);
    return subscriber;
}

// ---- reading

Task<Result<std::vector<std::string>>> Account::summaries(MailboxId id, std::vector<Uid> uids)
{
    const bool small = uids.size() <= inlineSummaries;
    auto read = [&engine = surroundings_.engine, account = id_, id, uids = std::move(uids)] {
        return readSummaries(engine, account, id, uids);
    };
    if (small)
        co_return read();
    co_return co_await surroundings_.workers.run(std::move(read));
}

Task<Result<std::string>>
Account::blob(store::BlobId id, std::uint64_t offset, std::uint64_t length)
{
    auto read = [&engine = surroundings_.engine, id, offset, length] {
        return engine.blob(id, offset, length);
    };
    if (length <= inlineBlob)
        co_return read();
    co_return co_await surroundings_.workers.run(std::move(read));
}

Task<Result<std::vector<Uid>>> Account::expungedSince(MailboxId id, ModSeq since)
{
    auto read = [&engine = surroundings_.engine, account = id_, id, since] {
        return readExpunged(engine, account, id, since);
    };
    co_return co_await surroundings_.workers.run(std::move(read));
}

} // namespace postamt::mail
