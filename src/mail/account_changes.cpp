// How Changes wait, are folded, planned and committed, one Turn after another.
#include "base/fault_point.h"
#include "base/log.h"
#include "mail/account.h"
#include "mail/account_turn.h"
#include "mail/loader.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace postamt::mail {

namespace {

// A fold of this many Changes is large enough to pay for its sync many times over.
constexpr std::size_t maxFold = 256;

// A plan that touches this many messages takes about a tenth of a millisecond.
constexpr std::size_t inlinePlan = 128;

// So often others may be faster before a Change gives up.
constexpr unsigned maxConflicts = 50;

} // namespace

Task<Result<>> Account::change(Plan plan, std::size_t messages)
{
    return admit(std::move(plan), messages > inlinePlan);
}

Task<Result<>> Account::changeReading(ReadingPlan plan)
{
    return admit(std::move(plan), true);
}

Task<Result<>> Account::admit(AnyPlan plan, bool isLong)
{
    // The account must live until its Changes have: the caller may let go of it meanwhile.
    const auto self = shared_from_this();
    const Oneshot<Result<>> done;
    Answer answer = [done](Result<> result) { done.set(std::move(result)); };
    queue(std::move(plan), isLong, std::move(answer));
    co_return co_await done.wait();
}

void Account::queue(AnyPlan plan, bool isLong, Answer done)
{
    bool begin = false;
    {
        const std::lock_guard lock(mutex_);
        queue_.emplace_back(std::move(plan), isLong, std::move(done));
        begin = !std::exchange(busy_, true);
    }
    if (begin)
        drive();
}

/// Takes what waits and plans it. Runs with busy_ set, by one thread at a time.
void Account::drive() noexcept
{
    Turn turn = takeTurn();
    if (turn.waiting.empty())
        return;
    const bool reads = std::holds_alternative<ReadingPlan>(turn.waiting.front().plan);
    const auto run = reads ? &Account::runAlone : &Account::runFold;
    if (std::ranges::none_of(turn.waiting, &Waiting::isLong)) {
        go(run, std::move(turn));
        return;
    }
    auto work = [self = shared_from_this(), turn = std::move(turn), run]() mutable {
        self->go(run, std::move(turn));
    };
    surroundings_.workers.post(std::move(work));
}

/// As many Changes as may be folded; none ends the turns.
Account::Turn Account::takeTurn()
{
    Turn turn;
    const std::lock_guard lock(mutex_);
    while (!queue_.empty() && turn.waiting.size() < maxFold) {
        const bool alone
            = queue_.front().alone || std::holds_alternative<ReadingPlan>(queue_.front().plan);
        if (alone && !turn.waiting.empty())
            break;
        turn.waiting.push_back(std::move(queue_.front()));
        queue_.pop_front();
        if (alone)
            break;
    }
    if (turn.waiting.empty())
        busy_ = false;
    else
        turn.account = shared_from_this();
    return turn;
}

/// An exception is our fault; it costs the Changes of this turn and no more.
void Account::go(void (Account::*step)(Turn), Turn turn)
{
    try {
        (this->*step)(std::move(turn));
    } catch (const std::exception& e) {
        log::error("mail", "account {}: a Change failed: {}", id_.value, e.what());
    }
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
    } catch (...) {
        return internal("a plan threw");
    }
}

} // namespace

void Account::runFold(Turn turn)
{
    const auto base = state();
    const auto limits = quota();
    const auto now = surroundings_.clock.seconds();
    // A plan that fails may leave its Draft half edited: begin again without it. Failures are rare.
    while (!turn.waiting.empty()) {
        Draft draft(base, limits, now);
        const auto failed = std::ranges::find_if(turn.waiting, [&](Waiting& change) {
            draft.nextModSeq();
            auto done = planned([&] { return std::get<Plan>(change.plan)(draft); });
            if (!done)
                change.answer(std::move(done));
            return !done;
        });
        if (failed == turn.waiting.end()) {
            commit(draft, std::move(turn));
            return;
        }
        turn.waiting.erase(failed);
    }
}

void Account::runAlone(Turn turn)
{
    const auto base = state();
    Draft draft(base, quota(), surroundings_.clock.seconds());
    draft.nextModSeq();
    const auto& plan = std::get<ReadingPlan>(turn.waiting.front().plan);
    if (auto done = planned([&] { return plan(draft, surroundings_.engine); }); !done) {
        turn.answer(done);
        return;
    }
    if (draft.isEmpty()) {
        // No commit will notice that what the plan read was newer than the state.
        auto version = surroundings_.engine.version(id_);
        if (!version) {
            turn.answer(std::unexpected(version.error()));
            return;
        }
        if (*version != base->modSeq) {
            reload(std::move(turn));
            return;
        }
    }
    commit(draft, std::move(turn));
}

void Account::commit(Draft& draft, Turn turn)
{
    const bool isEmpty = draft.isEmpty();
    auto batch = draft.takeBatch(id_);
    auto next = draft.takeState();
    if (isEmpty) {
        // Nothing to write, so the count of Changes stays; but rows may have been loaded.
        auto same = std::make_shared<AccountState>(*next);
        same->modSeq = batch.expected;
        committed(store::Committed::Done, std::move(same), std::move(turn));
        return;
    }
    auto done = [self = shared_from_this(), next = std::move(next), turn = std::move(turn)](
                    Result<store::Committed> result
                ) mutable { self->committed(std::move(result), std::move(next), std::move(turn)); };
    faultPoint("account.planned");
    surroundings_.engine.commit(std::move(batch), std::move(done));
}

void Account::committed(Result<store::Committed> result, AccountStateRef next, Turn turn)
{
    if (!result) {
        if (result.error().fault == Fault::Temporary)
            doubt();
        // One Change of a fold can be at fault alone (a copy of a blob that was purged meanwhile).
        if (result.error().fault != Fault::Temporary && turn.waiting.size() > 1)
            tryAgain(std::move(turn), true);
        else
            turn.answer(std::unexpected(result.error()));
        return;
    }
    if (*result == store::Committed::Conflict) {
        auto work = [self = shared_from_this(), turn = std::move(turn)]() mutable {
            self->go(&Account::reload, std::move(turn));
        };
        surroundings_.workers.post(std::move(work));
        return;
    }
    faultPoint("account.committed");
    publish(std::move(next));
    faultPoint("account.published");
    turn.answer({});
}

/// A commit was refused, and yet its record may be on the disk: the engine tells when it knows.
void Account::doubt()
{
    // The Turn is ours: nobody else gets here meanwhile.
    if (const std::lock_guard lock(mutex_); doubt_)
        return;
    auto told = [weak = weak_from_this()](store::Partition, store::Version) {
        if (const auto self = weak.lock())
            self->look();
    };
    auto handle = surroundings_.engine.watch(id_, std::move(told));
    const std::lock_guard lock(mutex_);
    doubt_ = std::move(handle);
}

/// Compares the state with the store before the next Change, and reads it anew if it differs.
void Account::look()
{
    bool begin = false;
    {
        const std::lock_guard lock(mutex_);
        if (!doubt_)
            return;
        ReadingPlan nothing = [](Draft&, store::Engine&) { return Result<>(); };
        queue_.emplace_back(std::move(nothing), true, [](const Result<>&) { });
        begin = !std::exchange(busy_, true);
    }
    if (begin)
        drive();
}

/// Another node changed the account: reads what is there now and plans again.
void Account::reload(Turn turn)
{
    for (auto& change : turn.waiting)
        ++change.conflicts;
    for (;;) {
        std::vector<MailboxId> open;
        {
            const std::lock_guard lock(mutex_);
            for (const auto& [id, count] : open_)
                open.push_back(id);
        }
        auto fresh = loadState(surroundings_.engine, id_, open);
        if (!fresh) {
            turn.answer(std::unexpected(fresh.error()));
            return;
        }
        if (publish(std::move(*fresh), true)) // else another was opened meanwhile
            break;
    }
    tryAgain(std::move(turn), false);
}

/// Lets the Changes of a turn be planned once more, before others.
void Account::tryAgain(Turn turn, bool alone)
{
    const std::lock_guard lock(mutex_);
    while (!turn.waiting.empty()) {
        auto change = std::move(turn.waiting.back());
        turn.waiting.pop_back();
        change.alone = change.alone || alone;
        if (change.conflicts > maxConflicts)
            change.answer(temporary("the mail account is changed elsewhere all the time"));
        else
            queue_.push_front(std::move(change));
    }
}

/// Goes on with what waits, not on this thread: it may be the engine's.
void Account::pass()
{
    {
        AccountStateRef before; // freed without the lock
        const std::lock_guard lock(mutex_);
        if (queue_.empty()) {
            busy_ = false;
            before = std::exchange(state_, withoutUnused(state_)); // what was closed meanwhile
            return;
        }
    }
    surroundings_.workers.post([self = shared_from_this()] { self->drive(); });
}

} // namespace postamt::mail
