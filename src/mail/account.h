#pragma once

#include "base/clock.h"
#include "base/oneshot.h"
#include "base/task.h"
#include "base/workers.h"
#include "mail/change.h"
#include "store/engine.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

namespace postamt::mail {

class Account;

/// What an Account needs of its surroundings; it outlives all accounts.
struct Surroundings {
    store::Engine& engine;
    Workers& workers;
    const Clock& clock;
};

/// A mailbox kept open: as long as one of these lives, every state of the account has the rows of
/// the mailbox (unless the mailbox is deleted).
class OpenMailbox {
public:
    OpenMailbox(std::shared_ptr<Account> account, MailboxId id);
    ~OpenMailbox();
    OpenMailbox(const OpenMailbox&) = delete;
    OpenMailbox& operator=(const OpenMailbox&) = delete;

    MailboxId id() const { return id_; }

private:
    std::shared_ptr<Account> account_;
    MailboxId id_;
};

using OpenMailboxRef = std::shared_ptr<const OpenMailbox>;

/// One account in use; there is one object for it in the process (AccountPool sees to that). It
/// admits Changes one after another, folds those that wait into one commit, and shows the state of
/// the last durable one. May be used from any thread.
class Account : public std::enable_shared_from_this<Account> {
public:
    /// Loads the account; one that was never written gets INBOX, Sent, Drafts, Junk, Trash and
    /// Archive.
    static Task<Result<std::shared_ptr<Account>>> load(AccountId id, Surroundings surroundings);

    Account(AccountId id, Surroundings surroundings, AccountStateRef state);
    ~Account();
    Account(const Account&) = delete;
    Account& operator=(const Account&) = delete;

    AccountId id() const { return id_; }

    /// The state after the last durable Change.
    AccountStateRef state() const;

    void setQuota(QuotaLimits limits);
    QuotaLimits quota() const;

    /// Does a Change: answers when it is durable and shown by state(), or why it was not done. The
    /// plan of one to many `messages` is run on a worker.
    Task<Result<>> change(Plan plan, std::size_t messages = 1);

    /// As change(), for a plan that reads the store.
    Task<Result<>> changeReading(ReadingPlan plan);

    /// Loads the rows of a mailbox and keeps them while the answer lives. No [NONEXISTENT].
    Task<Result<OpenMailboxRef>> open(MailboxId id);

    /// Calls `wake` after each Change, on a thread of the engine. It must be quick (post what takes
    /// time) and not throw. When the handle is gone it is not called any more, nor is a call still
    /// running, unless the handle is given up inside that call.
    std::shared_ptr<void> subscribe(std::function<void(const AccountStateRef&)> wake);

    // Reading what a row does not hold. These find messages that were expunged not long ago, too.

    /// The stored summaries of messages, in the order asked; an empty string where there is none.
    Task<Result<std::vector<std::string>>> summaries(MailboxId id, std::vector<Uid> uids);

    /// The bytes [offset, offset + length) of a blob.
    Task<Result<std::string>> blob(store::BlobId id, std::uint64_t offset, std::uint64_t length);

    using Read = std::function<Result<>(store::Engine&)>;

    /// Runs a read of several records on a worker.
    Task<Result<>> read(Read work);

    /// The same, begun at once; the answer may be awaited later, or not at all.
    Oneshot<Result<>> beginRead(Read work);

    /// The same on this thread, for little.
    Result<> readHere(const Read& work) { return work(surroundings_.engine); }

    /// The UIDs of the messages of a mailbox whose body's name begins so, ascending; among them may
    /// be some that were expunged not long ago.
    Task<Result<std::vector<Uid>>> holdersOf(MailboxId id, std::string blobPrefix);

    /// The UIDs expunged from a mailbox after `since`, ascending (RFC 7162 section 3.2.10).
    Task<Result<std::vector<Uid>>> expungedSince(MailboxId id, ModSeq since);

private:
    friend class OpenMailbox;

    class Waiting;
    class Subscriber;
    struct Turn;

    using AnyPlan = std::variant<Plan, ReadingPlan>;

    /// Is called once, on any thread, also with the Turn of the Change still out.
    using Answer = std::move_only_function<void(Result<>)>;

    Task<Result<>> admit(AnyPlan plan, bool isLong);
    void queue(AnyPlan plan, bool isLong, Answer done);
    void packIfMany(const MailboxState& mailbox);
    void pack(MailboxId id);
    void drive() noexcept;
    Turn takeTurn();
    void go(void (Account::*step)(Turn), Turn turn);
    void runFold(Turn turn);
    void runAlone(Turn turn);
    void commit(Draft& draft, Turn turn);
    void committed(Result<store::Committed> result, AccountStateRef next, Turn turn);
    void reload(Turn turn);
    void doubt();
    void look();
    void tryAgain(Turn turn, bool alone);
    bool publish(AccountStateRef next, bool unlessRowsLack = false);
    AccountStateRef withoutUnused(AccountStateRef state) const;
    void pass();
    void release(MailboxId id);

    const AccountId id_;
    const Surroundings surroundings_;

    mutable std::mutex mutex_;
    AccountStateRef state_;
    QuotaLimits limits_;
    std::deque<Waiting> queue_;
    bool busy_ = false; ///< a Turn is out, and it alone changes state_
    std::map<MailboxId, std::size_t> open_;
    std::vector<std::weak_ptr<Subscriber>> subscribers_;
    std::shared_ptr<void> doubt_; ///< while a refused commit may still be found done
};

} // namespace postamt::mail
