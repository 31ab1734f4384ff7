#include "mail/account.h"
#include "mail/keys.h"
#include "mail/loader.h"
#include "mail/test_mail.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <latch>
#include <set>
#include <thread>

namespace postamt::mail {

namespace {

using Rows = std::vector<Uid>;

template <class T>
Result<> whether(const Result<T>& result)
{
    return result ? Result<>() : std::unexpected(result.error());
}

const Error diskFull{Fault::Temporary, "the disk is full", {}};

class Accounts : public testing::Test {
protected:
    Accounts() : account(mail.account()), inbox(account->state()->mailbox("INBOX")->id) { }

    ~Accounts() override { mail.engine.release(); }

    static Plan appending(MailboxId id, std::string bytes)
    {
        NewMessage message;
        message.body = store::makeBody(std::move(bytes));
        return [id, message](Draft& draft) { return whether(draft.append(id, message)); };
    }

    static Plan failing()
    {
        return [](Draft& draft) -> Result<> {
            draft.subscribe("half done");
            return no("not today");
        };
    }

    StartedRef<Result<>> start(Plan plan) { return mail.start(account->change(std::move(plan))); }

    OpenMailboxRef open(MailboxId id) { return mail.run(account->open(id)).value(); }

    std::uint32_t messages() const { return account->state()->mailbox(inbox)->record.messages; }

    /// Waits for what happens on other threads.
    static void until(const std::function<bool()>& holds)
    {
        for (int i = 0; i < 2000 && !holds(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        ASSERT_TRUE(holds());
    }

    /// Waits until no Change is under way: only then a further one completes.
    void settle()
    {
        EXPECT_TRUE(mail.change(*account, [](Draft&) -> Result<> { return {}; }));
    }

    /// The account as another node would have it.
    std::shared_ptr<Account> elsewhere()
    {
        return mail.run(Account::load(account->id(), mail.surroundings)).value();
    }

    void expectStored()
    {
        const auto state = account->state();
        const auto stored = loadState(mail.engine, account->id(), {inbox});
        ASSERT_TRUE(stored);
        EXPECT_EQ((*stored)->modSeq, state->modSeq);
        EXPECT_EQ(encodeAccount((*stored)->record), encodeAccount(state->record));
        EXPECT_EQ(*(*stored)->names, *state->names);
        EXPECT_EQ(*(*stored)->subscriptions, *state->subscriptions);
        const auto rows = state->mailbox(inbox)->rows;
        if (!rows)
            return;
        const auto& storedRows = *(*stored)->mailbox(inbox)->rows;
        ASSERT_EQ(storedRows.size(), rows->size());
        for (std::uint32_t i = 0; i < rows->size(); ++i)
            EXPECT_EQ(storedRows.at(i), rows->at(i));
    }

    /// Runs sessions on the mailbox in two threads.
    void runSessions(const std::vector<std::shared_ptr<Account>>& accounts);

    boost::asio::io_context contexts[2]; ///< of the threads; they outlive the workers
    TestMail mail{1};
    std::shared_ptr<Account> account;
    MailboxId inbox;
};

} // namespace

TEST_F(Accounts, ANewOneHasItsMailboxesAndIsWrittenOnce)
{
    const auto state = account->state();
    const std::pair<std::string_view, SpecialUse> expected[] = {
        {"INBOX",   SpecialUse::None   },
        {"Archive", SpecialUse::Archive},
        {"Drafts",  SpecialUse::Drafts },
        {"Junk",    SpecialUse::Junk   },
        {"Sent",    SpecialUse::Sent   },
        {"Trash",   SpecialUse::Trash  },
    };
    EXPECT_EQ(state->mailboxes.size(), 6U);
    EXPECT_EQ(state->subscriptions->size(), 6U);
    for (const auto& [name, use] : expected) {
        ASSERT_TRUE(state->mailbox(name)) << name;
        EXPECT_EQ(state->mailbox(name)->record.use, use);
        EXPECT_TRUE(state->subscriptions->contains(name));
    }
    EXPECT_EQ(elsewhere()->state()->modSeq, state->modSeq);
    EXPECT_EQ(mail.engine.version(account->id()), state->modSeq);
}

TEST_F(Accounts, OneWhoseRecordIsLostIsNotTakenForNew)
{
    store::Batch batch;
    batch.partition = account->id();
    batch.expected = account->state()->modSeq;
    batch.next = batch.expected.next();
    batch.removes.push_back(keys::account());
    mail.engine.commit(std::move(batch), [](auto result) { EXPECT_TRUE(result); });
    const auto loaded = mail.run(Account::load(account->id(), mail.surroundings));
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().fault, Fault::Internal);
}

// ---- folding

TEST_F(Accounts, ChangesThatWaitBecomeOneCommitWithAModSeqEach)
{
    const auto opened = open(inbox);
    int commits = 0;
    const auto watch = mail.engine.watch(account->id(), [&](auto, auto) { ++commits; });
    const auto before = account->state()->modSeq.value;
    mail.engine.hold();
    std::vector<StartedRef<Result<>>> started;
    for (int i = 0; i < 100; ++i)
        started.push_back(start(appending(inbox, std::to_string(i))));
    EXPECT_EQ(mail.engine.waiting(), 1U);
    EXPECT_EQ(messages(), 0U);
    mail.engine.release(1);
    until([&] { return mail.engine.waiting() == 1; });
    mail.poll();
    EXPECT_TRUE(started[0]->isDone);
    EXPECT_FALSE(started[1]->isDone);
    EXPECT_EQ(messages(), 1U);
    mail.engine.release();
    std::set<std::uint64_t> modSeqs;
    for (const auto& change : started)
        EXPECT_TRUE(mail.finish(change));
    settle();
    EXPECT_EQ(commits, 2);
    EXPECT_EQ(messages(), 100U);
    const auto rows = account->state()->mailbox(inbox)->rows;
    for (std::uint32_t i = 0; i < 100; ++i)
        EXPECT_EQ(rows->at(i).modSeq.value, before + 1 + i);
    expectStored();
}

TEST_F(Accounts, AFailingPlanOfAFoldLeavesNoTraceAndHarmsNoOther)
{
    mail.engine.hold();
    auto first = start(appending(inbox, "first"));
    auto good = start(appending(inbox, "good"));
    auto bad = start(failing());
    auto thrown = start([](Draft&) -> Result<> { throw std::runtime_error("oh"); });
    auto strange = start([](Draft&) -> Result<> { throw 5; });
    auto last = start(appending(inbox, "last"));
    mail.engine.release();
    EXPECT_TRUE(mail.finish(first));
    EXPECT_TRUE(mail.finish(good));
    EXPECT_EQ(mail.finish(bad).error().text, "not today");
    EXPECT_EQ(mail.finish(thrown).error().fault, Fault::Internal);
    EXPECT_EQ(mail.finish(strange).error().fault, Fault::Internal);
    EXPECT_TRUE(mail.finish(last));
    EXPECT_EQ(messages(), 3U);
    EXPECT_FALSE(account->state()->subscriptions->contains("half done"));
    expectStored();
}

TEST_F(Accounts, AFoldOfFailuresOnlyCommitsNothing)
{
    mail.engine.hold();
    auto first = start(appending(inbox, "first"));
    auto bad = start(failing());
    auto worse = start(failing());
    mail.engine.release();
    EXPECT_TRUE(mail.finish(first));
    EXPECT_FALSE(mail.finish(bad));
    EXPECT_FALSE(mail.finish(worse));
    settle();
    EXPECT_EQ(mail.engine.version(account->id()), account->state()->modSeq);
    EXPECT_TRUE(mail.change(*account, appending(inbox, "next")));
    expectStored();
}

TEST_F(Accounts, ALongQueueIsFoldedPieceByPiece)
{
    mail.engine.hold();
    std::vector<StartedRef<Result<>>> started;
    for (int i = 0; i < 700; ++i)
        started.push_back(start(appending(inbox, "x")));
    mail.engine.release();
    for (const auto& change : started)
        EXPECT_TRUE(mail.finish(change));
    EXPECT_EQ(messages(), 700U);
    expectStored();
}

TEST_F(Accounts, AReadingPlanRunsAloneAndInTurn)
{
    mail.engine.hold();
    auto first = start(appending(inbox, "first"));
    auto second = start(appending(inbox, "second"));
    std::uint32_t seen = 0;
    auto plan = [&seen, this](Draft& draft, store::Engine& engine) -> Result<> {
        seen = draft.state().mailbox(inbox)->record.messages;
        auto rows = readRows(engine, account->id(), inbox);
        if (!rows || (*rows)->size() != seen)
            return internal("the store is not at the state");
        return whether(draft.createMailbox("made"));
    };
    auto reading = mail.start(account->changeReading(plan));
    auto last = start(appending(inbox, "last"));
    mail.engine.release();
    EXPECT_TRUE(mail.finish(reading));
    EXPECT_EQ(seen, 2U);
    EXPECT_TRUE(mail.finish(last));
    EXPECT_TRUE(mail.finish(first));
    EXPECT_TRUE(mail.finish(second));
    EXPECT_TRUE(account->state()->mailbox("made"));
}

TEST_F(Accounts, AReadingPlanThatFailsOrThrows)
{
    const auto before = account->state();
    auto fails = [](Draft&, store::Engine&) -> Result<> { return no("never"); };
    EXPECT_EQ(mail.run(account->changeReading(fails)).error().text, "never");
    auto throws = [](Draft&, store::Engine&) -> Result<> { throw std::runtime_error("oh"); };
    EXPECT_EQ(mail.run(account->changeReading(throws)).error().fault, Fault::Internal);
    EXPECT_TRUE(mail.change(*account, appending(inbox, "x")));
    EXPECT_GT(account->state()->modSeq, before->modSeq);
}

TEST_F(Accounts, AnEmptyChangeCommitsNothing)
{
    const auto before = account->state()->modSeq;
    settle();
    EXPECT_EQ(account->state()->modSeq, before);
    EXPECT_EQ(mail.engine.version(account->id()), before);
}

// ---- trouble

TEST_F(Accounts, AFailedCommitLeavesTheStateAndLaterChangesWork)
{
    const auto before = account->state();
    mail.engine.failNext(1, diskFull);
    const auto failed = mail.change(*account, appending(inbox, "lost"));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().fault, Fault::Temporary);
    EXPECT_EQ(account->state(), before);
    EXPECT_TRUE(mail.change(*account, appending(inbox, "kept")));
    EXPECT_EQ(messages(), 1U);
    expectStored();
}

TEST_F(Accounts, AFailedFoldFailsAllOfItsChanges)
{
    mail.engine.hold();
    auto first = start(appending(inbox, "first"));
    auto second = start(appending(inbox, "second"));
    auto third = start(appending(inbox, "third"));
    mail.engine.release(1);
    until([&] { return mail.engine.waiting() == 1; });
    mail.engine.failNext(1, diskFull);
    mail.engine.release();
    EXPECT_TRUE(mail.finish(first));
    EXPECT_FALSE(mail.finish(second));
    EXPECT_FALSE(mail.finish(third));
    EXPECT_EQ(messages(), 1U);
    EXPECT_TRUE(mail.change(*account, appending(inbox, "later")));
    expectStored();
}

TEST_F(Accounts, OneChangeThatTheStoreRefusesDoesNotFailTheFold)
{
    mail.engine.hold();
    auto first = start(appending(inbox, "first"));
    auto good = start(appending(inbox, "good"));
    // A copy of a message whose blob was purged meanwhile.
    auto bad = start([this](Draft& draft) -> Result<> {
        const std::string summary = encodeStoredSummary(store::blobIdOf("purged"), {});
        return whether(draft.copy(inbox, Row(), MailboxRecord(), summary));
    });
    auto last = start(appending(inbox, "last"));
    mail.engine.release();
    EXPECT_TRUE(mail.finish(first));
    EXPECT_TRUE(mail.finish(good));
    EXPECT_EQ(mail.finish(bad).error().fault, Fault::No);
    EXPECT_TRUE(mail.finish(last));
    EXPECT_EQ(messages(), 3U);
    expectStored();
}

// ---- other nodes

TEST_F(Accounts, AConflictIsPlannedAgainOnWhatIsThere)
{
    const auto opened = open(inbox);
    const auto other = elsewhere();
    ASSERT_TRUE(mail.change(*other, appending(inbox, "from elsewhere")));
    int wakes = 0;
    const auto subscription = account->subscribe([&](const AccountStateRef&) { ++wakes; });
    EXPECT_EQ(messages(), 0U);
    int runs = 0;
    auto plan = [&](Draft& draft) -> Result<> {
        ++runs;
        return appending(inbox, "mine")(draft);
    };
    EXPECT_TRUE(mail.change(*account, plan));
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(messages(), 2U);
    EXPECT_EQ(account->state()->mailbox(inbox)->rows->size(), 2U);
    EXPECT_EQ(wakes, 2);
    expectStored();
}

TEST_F(Accounts, AConflictOfAFoldKeepsTheOrder)
{
    const auto opened = open(inbox);
    const auto other = elsewhere();
    ASSERT_TRUE(mail.change(*other, appending(inbox, "elsewhere")));
    // What a first, empty Change holds up is one fold, which then meets the conflict.
    std::vector<StartedRef<Result<>>> started;
    auto slow = [](Draft&, store::Engine&) -> Result<> {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return no("this was only to wait for");
    };
    auto waiting = mail.start(account->changeReading(slow));
    for (const auto text : {"1", "22", "333"})
        started.push_back(start(appending(inbox, text)));
    EXPECT_FALSE(mail.finish(waiting));
    for (const auto& change : started)
        EXPECT_TRUE(mail.finish(change));
    const auto rows = account->state()->mailbox(inbox)->rows;
    ASSERT_EQ(rows->size(), 4U);
    for (std::uint32_t i = 1; i < 4; ++i)
        EXPECT_EQ(rows->at(i).size, i);
    expectStored();
}

TEST_F(Accounts, OneThatIsAlwaysOvertakenGivesUp)
{
    int runs = 0;
    auto plan = [&](Draft& draft) -> Result<> {
        ++runs;
        store::Batch batch;
        batch.partition = account->id();
        batch.expected = draft.modSeq();
        batch.expected.value -= 1;
        batch.next = batch.expected.next();
        mail.engine.commit(std::move(batch), [](auto) { });
        return appending(inbox, "never")(draft);
    };
    const auto done = mail.change(*account, plan);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().fault, Fault::Temporary);
    EXPECT_EQ(runs, 51);
    EXPECT_TRUE(mail.change(*account, appending(inbox, "now")));
    expectStored();
}

TEST_F(Accounts, OpenNeverMixesAnOldStateWithNewRows)
{
    const auto other = elsewhere();
    // Rows of a new account's mailboxes are there already: fill the mailbox beyond what is kept.
    auto fill = [this](Draft& draft) -> Result<> {
        for (int i = 0; i < 5000; ++i)
            static_cast<void>(appending(inbox, "x")(draft));
        return {};
    };
    ASSERT_TRUE(mail.change(*account, fill));
    ASSERT_FALSE(account->state()->mailbox(inbox)->rows);
    ASSERT_TRUE(mail.change(*other, appending(inbox, "elsewhere")));
    const auto opened = open(inbox);
    const auto state = account->state();
    EXPECT_EQ(state->modSeq, other->state()->modSeq);
    EXPECT_EQ(state->mailbox(inbox)->record.messages, 5001U);
    EXPECT_EQ(state->mailbox(inbox)->rows->size(), 5001U);
    expectStored();
}

// ---- open mailboxes

namespace {

class OpenMailboxes : public Accounts {
protected:
    OpenMailboxes()
    {
        auto fill = [this](Draft& draft) -> Result<> {
            for (int i = 0; i < 4097; ++i)
                static_cast<void>(appending(inbox, "x")(draft));
            return {};
        };
        EXPECT_TRUE(mail.change(*account, fill));
    }

    bool hasRows() const { return account->state()->mailbox(inbox)->rows != nullptr; }
};

} // namespace

TEST_F(OpenMailboxes, HaveTheirRowsAsLongAsSomeoneHoldsThem)
{
    EXPECT_FALSE(hasRows());
    auto first = open(inbox);
    EXPECT_TRUE(hasRows());
    EXPECT_EQ(first->id(), inbox);
    const auto rows = account->state()->mailbox(inbox)->rows;
    auto second = open(inbox);
    EXPECT_EQ(account->state()->mailbox(inbox)->rows, rows);
    first.reset();
    EXPECT_TRUE(hasRows());
    ASSERT_TRUE(mail.change(*account, appending(inbox, "y")));
    EXPECT_EQ(account->state()->mailbox(inbox)->rows->size(), 4098U);
    second.reset();
    until([this] { return !hasRows(); });
    expectStored();
}

TEST_F(OpenMailboxes, SmallOnesStayForTheNext)
{
    const auto sent = account->state()->mailbox("Sent")->id;
    ASSERT_TRUE(mail.change(*account, appending(sent, "x")));
    open(sent).reset();
    EXPECT_TRUE(account->state()->mailbox(sent)->rows);
}

TEST_F(OpenMailboxes, AllThatIsKeptIsLimited)
{
    for (const auto name : {"Sent", "Trash", "Junk"}) {
        const auto id = account->state()->mailbox(name)->id;
        auto fill = [id](Draft& draft) -> Result<> {
            for (int i = 0; i < 2000; ++i)
                static_cast<void>(appending(id, "x")(draft));
            return {};
        };
        ASSERT_TRUE(mail.change(*account, fill));
    }
    std::uint32_t kept = 0;
    const auto state = account->state();
    for (const auto& mailbox : state->mailboxes)
        kept += mailbox->rows ? mailbox->rows->size() : 0;
    EXPECT_EQ(kept, 4000U);
}

TEST_F(OpenMailboxes, ClosedDuringACommitDropTheirRowsWithIt)
{
    auto opened = open(inbox);
    settle();
    mail.engine.hold();
    auto change = start(appending(inbox, "y"));
    opened.reset();
    EXPECT_TRUE(hasRows());
    mail.engine.release();
    EXPECT_TRUE(mail.finish(change));
    until([this] { return !hasRows(); });
    EXPECT_EQ(messages(), 4098U);
}

TEST_F(OpenMailboxes, OpenedDuringACommitKeepTheirRows)
{
    auto opened = open(inbox);
    settle();
    mail.engine.hold();
    auto change = start(appending(inbox, "y"));
    opened.reset();
    auto again = mail.start(account->open(inbox));
    ASSERT_TRUE(again->isDone);
    mail.engine.release();
    EXPECT_TRUE(mail.finish(change));
    EXPECT_TRUE(hasRows());
    EXPECT_EQ(account->state()->mailbox(inbox)->rows->size(), 4098U);
}

TEST_F(OpenMailboxes, OfNoNameOrRemovedMeanwhile)
{
    EXPECT_EQ(mail.run(account->open(MailboxId(99))).error().code, "NONEXISTENT");
    const auto sent = account->state()->mailbox("Sent")->id;
    auto opened = open(sent);
    auto remove = [sent](Draft& draft) { return draft.removeMailbox(sent); };
    EXPECT_TRUE(mail.change(*account, remove));
    EXPECT_FALSE(account->state()->mailbox(sent));
    opened.reset();
    expectStored();
}

TEST_F(OpenMailboxes, OfAnUnreadableStoreAreTemporary)
{
    mail.engine.setReadFault(diskFull);
    EXPECT_EQ(mail.run(account->open(inbox)).error().fault, Fault::Temporary);
    EXPECT_EQ(mail.run(account->expungedSince(inbox, ModSeq(0))).error().fault, Fault::Temporary);
    mail.engine.setReadFault({});
    EXPECT_TRUE(mail.run(account->open(inbox)));
}

// ---- subscribers

TEST_F(Accounts, SubscribersHearOfEveryChangeUntilTheirHandleIsGone)
{
    std::vector<ModSeq> heard;
    auto handle
        = account->subscribe([&](const AccountStateRef& state) { heard.push_back(state->modSeq); });
    EXPECT_TRUE(handle);
    EXPECT_TRUE(mail.change(*account, appending(inbox, "1")));
    settle(); // no news
    const auto opened = open(inbox); // no news either
    EXPECT_TRUE(mail.change(*account, appending(inbox, "2")));
    EXPECT_EQ(heard.size(), 2U);
    EXPECT_EQ(heard.back(), account->state()->modSeq);
    handle.reset();
    EXPECT_TRUE(mail.change(*account, appending(inbox, "3")));
    EXPECT_EQ(heard.size(), 2U);
}

TEST_F(Accounts, ASubscriberMayEndItselfInTheCall)
{
    std::shared_ptr<void> handle;
    int calls = 0;
    handle = account->subscribe([&](const AccountStateRef&) {
        ++calls;
        handle.reset();
    });
    EXPECT_TRUE(mail.change(*account, appending(inbox, "1")));
    EXPECT_TRUE(mail.change(*account, appending(inbox, "2")));
    EXPECT_EQ(calls, 1);
}

// ---- lives and threads

TEST_F(Accounts, LivesUntilItsChangesAreDoneAndDiesOnAnyThread)
{
    mail.account(AccountId(2));
    account = mail.account(account->id());
    mail.engine.hold();
    auto change = start(appending(inbox, "x"));
    const auto id = account->id();
    account.reset();
    mail.account(AccountId(2)); // the pool forgets the other
    std::thread engineThread([&] { mail.engine.release(); });
    engineThread.join();
    EXPECT_TRUE(mail.finish(change));
    account = mail.account(id);
    EXPECT_EQ(messages(), 1U);
}

namespace {

/// A session: appends, flags, expunges, opens and closes, as fast as it can.
Task<Result<>> session(std::shared_ptr<Account> account, MailboxId id, unsigned seed)
{
    for (unsigned i = 0; i < 60; ++i) {
        auto opened = co_await account->open(id);
        if (!opened)
            co_return std::unexpected(opened.error());
        const auto rows = account->state()->mailbox(id)->rows;
        if (!rows)
            co_return internal("an open mailbox has no rows");
        const unsigned action = (i * 7 + seed) % 4;
        Plan plan = [=](Draft& draft) -> Result<> {
            NewMessage message;
            message.body = store::makeBody(std::to_string(seed) + ' ' + std::to_string(i));
            if (action < 2 || rows->size() == 0)
                return whether(draft.append(id, message));
            const Uid uid = rows->at(i % rows->size()).uid;
            if (action == 2)
                draft.setFlags(id, uid, FlagMode::Add, FlagSet{1}, 0);
            else
                draft.expunge(id, uid);
            return {};
        };
        auto done = co_await account->change(std::move(plan));
        if (!done)
            co_return done;
    }
    co_return Result<>();
}

} // namespace

void Accounts::runSessions(const std::vector<std::shared_ptr<Account>>& accounts)
{
    std::atomic<int> failed = 0;
    std::vector<std::thread> threads;
    for (unsigned t = 0; t < 2; ++t) {
        threads.emplace_back([&, t] {
            auto& context = contexts[t];
            int left = 0;
            const auto guard = boost::asio::make_work_guard(context);
            for (unsigned s = 0; s < 4; ++s) {
                ++left;
                auto ended = [&](std::exception_ptr thrown, Result<> result) {
                    failed += thrown || !result ? 1 : 0;
                    --left;
                };
                const auto& mine = accounts[s % accounts.size()];
                boost::asio::co_spawn(context, session(mine, inbox, t * 10 + s), ended);
            }
            while (left > 0)
                context.run_one();
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(failed, 0);
}

TEST_F(Accounts, ManyThreadsAtOnce)
{
    runSessions({account});
    const auto opened = open(inbox);
    settle();
    expectStored();
}

TEST_F(Accounts, ManyThreadsOfTwoNodesAtOnce)
{
    const auto other = elsewhere();
    runSessions({account, other});
    const auto opened = open(inbox);
    EXPECT_TRUE(mail.change(*account, appending(inbox, "last")));
    expectStored();
}

// ---- reading

TEST_F(Accounts, SummariesInTheOrderAskedAndEmptyWhereThereIsNone)
{
    for (int i = 1; i <= 100; ++i)
        mail.append(*account, "INBOX", std::to_string(i));
    const auto read = [&](const Rows& uids) {
        const auto records = mail.run(account->summaries(inbox, uids)).value();
        std::vector<std::string> blobs;
        for (const auto& record : records) {
            const auto decoded = decodeStoredSummary(record);
            const auto text = decoded ? mail.engine.blob(decoded->blob, 0, 99) : "none";
            blobs.push_back(text.value());
        }
        return blobs;
    };
    using Texts = std::vector<std::string>;
    EXPECT_EQ(read({}), Texts());
    EXPECT_EQ(read({Uid(5)}), Texts{"5"});
    EXPECT_EQ(read({Uid(9), Uid(2)}), (Texts{"9", "2"}));
    EXPECT_EQ(read({Uid(2), Uid(2), Uid(4)}), (Texts{"2", "2", "4"}));
    EXPECT_EQ(read({Uid(99), Uid(100), Uid(101)}), (Texts{"99", "100", "none"}));
    EXPECT_EQ(read({Uid(1), Uid(100)}), (Texts{"1", "100"}));
    Rows many;
    Texts expected;
    for (std::uint32_t i = 1; i <= 100; ++i) {
        many.emplace_back(i);
        expected.push_back(std::to_string(i));
    }
    EXPECT_EQ(read(many), expected);
}

TEST_F(Accounts, BlobsInPieces)
{
    const std::string body(600 * 1024, 'x');
    mail.append(*account, "INBOX", body + "end");
    const auto id = store::blobIdOf(body + "end");
    EXPECT_EQ(mail.run(account->blob(id, body.size(), 10)), "end");
    EXPECT_EQ(mail.run(account->blob(id, 0, body.size())), body);
    const auto missing = mail.run(account->blob(store::blobIdOf("?"), 0, 1));
    EXPECT_EQ(missing.error().code, "NONEXISTENT");
}

TEST_F(Accounts, ExpungedSince)
{
    const auto opened = open(inbox);
    for (int i = 1; i <= 5; ++i)
        mail.append(*account, "INBOX", std::to_string(i));
    const auto expunge = [&](Rows uids) {
        auto plan = [this, uids](Draft& draft) -> Result<> {
            for (const Uid uid : uids)
                draft.expunge(inbox, uid);
            return {};
        };
        EXPECT_TRUE(mail.change(*account, plan));
        return account->state()->modSeq;
    };
    const auto start = account->state()->modSeq;
    const auto first = expunge({Uid(4), Uid(2)});
    const auto second = expunge({Uid(1)});
    EXPECT_EQ(mail.run(account->expungedSince(inbox, start)), (Rows{Uid(1), Uid(2), Uid(4)}));
    EXPECT_EQ(mail.run(account->expungedSince(inbox, first)), Rows{Uid(1)});
    EXPECT_EQ(mail.run(account->expungedSince(inbox, second)), Rows());
    EXPECT_EQ(mail.run(account->expungedSince(MailboxId(99), start)), Rows());
}

// ---- the pool

TEST(AccountPool, TwoWhoAskAtOnceGetTheSameObject)
{
    TestMail mail;
    auto first = mail.start(mail.pool.account(AccountId(1)));
    auto second = mail.start(mail.pool.account(AccountId(1)));
    auto other = mail.start(mail.pool.account(AccountId(2)));
    const auto account = mail.finish(first).value();
    EXPECT_EQ(mail.finish(second).value(), account);
    EXPECT_NE(mail.finish(other).value(), account);
    EXPECT_EQ(mail.account(), account);
}

TEST(AccountPool, AFailedLoadFailsAllWhoWaitAndIsTriedAnew)
{
    TestMail mail;
    mail.engine.setReadFault(diskFull);
    auto first = mail.start(mail.pool.account(AccountId(1)));
    auto second = mail.start(mail.pool.account(AccountId(1)));
    EXPECT_EQ(mail.finish(first).error().fault, Fault::Temporary);
    EXPECT_EQ(mail.finish(second).error().fault, Fault::Temporary);
    mail.engine.setReadFault({});
    EXPECT_TRUE(mail.account());
}

TEST(AccountPool, ALoadThatIsBrokenOffLeavesNoOneWaiting)
{
    TestMail mail;
    std::latch gate(1); // keeps the workers from reading
    for (int i = 0; i < 2; ++i)
        mail.workers.post([&gate] { gate.wait(); });
    boost::asio::cancellation_signal cancel;
    bool isAborted = false;
    auto ended = [&](std::exception_ptr failure, auto) { isAborted = failure != nullptr; };
    boost::asio::co_spawn(
        mail.context,
        mail.pool.account(AccountId(1)),
        boost::asio::bind_cancellation_slot(cancel.slot(), ended)
    );
    mail.poll();
    auto second = mail.start(mail.pool.account(AccountId(1)));
    cancel.emit(boost::asio::cancellation_type::terminal);
    gate.count_down();
    EXPECT_EQ(mail.finish(second).error().fault, Fault::Temporary);
    EXPECT_TRUE(isAborted);
    EXPECT_TRUE(mail.account());
}

TEST(AccountPool, KeepsTheLastUsedAndForgetsTheRest)
{
    TestMail mail(2);
    const std::weak_ptr<Account> first = mail.account(AccountId(1));
    const std::weak_ptr<Account> second = mail.account(AccountId(2));
    EXPECT_FALSE(first.expired());
    mail.account(AccountId(1));
    mail.account(AccountId(3));
    mail.run(mail.account(AccountId(3))->change([](Draft&) -> Result<> { return {}; }));
    EXPECT_FALSE(first.expired());
    EXPECT_TRUE(second.expired());
    for (std::uint64_t i = 4; i < 40; ++i)
        mail.account(AccountId(i));
    EXPECT_TRUE(first.expired());
    EXPECT_EQ(mail.account(AccountId(1))->state()->mailboxes.size(), 6U);
}

TEST(AccountPool, OneInUseIsFoundEvenIfItWasNotKept)
{
    TestMail mail(0);
    const auto held = mail.account(AccountId(1));
    for (std::uint64_t i = 2; i < 10; ++i)
        mail.account(AccountId(i));
    EXPECT_EQ(mail.account(AccountId(1)), held);
}

} // namespace postamt::mail
