// Open mailboxes, subscribers, threads, reading.

#include "mail/test_account.h"

#include <atomic>
#include <thread>

namespace postamt::mail {

namespace {

using Uids = std::vector<Uid>;

} // namespace

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
    const auto read = [&](const Uids& uids) {
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
    Uids many;
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
    const auto expunge = [&](Uids uids) {
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
    EXPECT_EQ(mail.run(account->expungedSince(inbox, start)), (Uids{Uid(1), Uid(2), Uid(4)}));
    EXPECT_EQ(mail.run(account->expungedSince(inbox, first)), Uids{Uid(1)});
    EXPECT_EQ(mail.run(account->expungedSince(inbox, second)), Uids());
    EXPECT_EQ(mail.run(account->expungedSince(MailboxId(99), start)), Uids());
}

TEST_F(Accounts, RunLongPlansOnAWorker)
{
    const auto here = std::this_thread::get_id();
    for (const std::size_t messages : {127U, 128U, 129U}) {
        std::thread::id ran;
        Plan plan = [&ran](Draft&) -> Result<> {
            ran = std::this_thread::get_id();
            return {};
        };
        EXPECT_TRUE(mail.run(account->change(plan, messages)));
        EXPECT_EQ(ran == here, messages <= 128) << messages;
    }
}

} // namespace postamt::mail
