#include "mail/keys.h"
#include "mail/test_account.h"

#include <stdexcept>

namespace postamt::mail {

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

TEST_F(Accounts, ARefusedCommitThatIsFoundDoneIsShown)
{
    mail.engine.failNext(1, diskFull);
    ASSERT_FALSE(mail.change(*account, appending(inbox, "refused")));
    // As the engine tells of it: the version is another one, by nobody's Change here.
    ASSERT_TRUE(mail.change(*elsewhere(), appending(inbox, "refused")));
    until([&] { return messages() == 1; });
    expectStored();
    EXPECT_TRUE(mail.change(*account, appending(inbox, "kept")));
    EXPECT_EQ(messages(), 2U);
    expectStored();
}

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

} // namespace postamt::mail
