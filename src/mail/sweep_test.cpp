#include "mail/check.h"
#include "mail/keys.h"
#include "mail/pack.h"
#include "mail/sweep.h"
#include "mail/test_mail.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace postamt::mail {

namespace {

class Sweeping : public testing::Test {
protected:
    void change(const std::function<void(Draft&)>& edit)
    {
        auto plan = [&edit](Draft& draft) -> Result<> {
            edit(draft);
            return {};
        };
        ASSERT_TRUE(mail.change(*account, plan));
    }

    void expunge(const std::vector<Uid>& uids)
    {
        change([&](Draft& draft) {
            for (const Uid uid : uids)
                ASSERT_TRUE(draft.expunge(inbox, uid));
        });
    }

    /// Many messages by one Change.
    void fill(MailboxId id, std::uint32_t count)
    {
        change([&](Draft& draft) {
            for (std::uint32_t i = 0; i < count; ++i) {
                const std::string bytes = std::to_string(id.value) + ' ' + std::to_string(i / 2);
                NewMessage message;
                message.body = store::makeBody(bytes);
                message.mime = mime::encode(mime::summarize(bytes));
                ASSERT_TRUE(draft.append(id, message));
            }
        });
    }

    void advance(int days) { mail.clock.advance(std::chrono::hours(24 * days)); }

    /// Sweeps what is older than 14 days; the store must be in order then.
    Swept swept()
    {
        const auto result = mail.run(sweep(account, mail.clock.seconds() - 14 * 86400));
        EXPECT_TRUE(result);
        expectInOrder();
        return result.value_or(Swept());
    }

    void expectInOrder()
    {
        const auto report = [](const Finding& finding) { ADD_FAILURE() << finding.text; };
        EXPECT_TRUE(check(mail.engine, {true}, report));
    }

    bool hasBody(std::string_view bytes)
    {
        return mail.engine.blobSize(store::blobIdOf(bytes)).value().has_value();
    }

    std::uint64_t purge() { return mail.engine.purge(mail.clock.seconds() + 1).value(); }

    std::size_t count(const std::string& prefix)
    {
        std::size_t n = 0;
        auto visit = [&n](std::string_view, std::string_view) { return ++n > 0; };
        const auto range = store::KeyRange::withPrefix(prefix);
        EXPECT_TRUE(mail.engine.scan(account->id(), range, visit, store::Order::Ascending));
        return n;
    }

    ModSeq sweptModSeq() { return account->state()->mailbox(inbox)->record.sweptModSeq; }

    TestMail mail;
    std::shared_ptr<Account> account = mail.account();
    MailboxId inbox = account->state()->mailbox("INBOX")->id;
    OpenMailboxRef opened = mail.run(account->open(inbox)).value();
};

} // namespace

TEST_F(Sweeping, RemovesWhatIsOldAndKeepsWhatIsNot)
{
    for (const auto text : {"a", "b", "c"})
        mail.append(*account, "INBOX", text);
    expunge({Uid(1)});
    const auto first = account->state()->modSeq;
    advance(10);
    expunge({Uid(2)});
    const auto second = account->state()->modSeq;
    advance(4);
    EXPECT_EQ(swept().messages, 0U); // 14 days are not more than 14 days
    EXPECT_EQ(sweptModSeq(), ModSeq(0));
    EXPECT_EQ(purge(), 0U);
    EXPECT_TRUE(hasBody("a")); // all that undelete needs
    EXPECT_EQ(count(keys::tombstones()), 2U);
    EXPECT_EQ(count(keys::summaries()), 3U);
    mail.clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(swept().messages, 1U);
    EXPECT_EQ(sweptModSeq(), first);
    EXPECT_EQ(purge(), 1U);
    EXPECT_FALSE(hasBody("a"));
    EXPECT_TRUE(hasBody("b"));
    EXPECT_TRUE(hasBody("c"));
    advance(20);
    EXPECT_EQ(swept().messages, 1U);
    EXPECT_EQ(sweptModSeq(), second);
    EXPECT_EQ(purge(), 1U);
    EXPECT_EQ(account->state()->record.messages, 1U);
}

TEST_F(Sweeping, OfNothingCommitsNothing)
{
    mail.append(*account, "INBOX", "a");
    const auto before = account->state()->modSeq;
    EXPECT_EQ(swept().messages, 0U);
    EXPECT_EQ(account->state()->modSeq, before);
}

TEST_F(Sweeping, WhoWasNotAwayLongerThanTheSweepIsToldAllThatVanished)
{
    for (int i = 0; i < 6; ++i)
        mail.append(*account, "INBOX", std::to_string(i));
    std::vector<ModSeq> known{account->state()->modSeq};
    for (std::uint32_t uid = 1; uid <= 6; ++uid) {
        expunge({Uid(uid)});
        known.push_back(account->state()->modSeq);
        advance(uid == 3 ? 20 : 0);
    }
    EXPECT_EQ(swept().messages, 3U);
    EXPECT_EQ(sweptModSeq(), known[3]);
    for (std::uint32_t i = 0; i < known.size(); ++i) {
        const auto vanished = mail.run(account->expungedSince(inbox, known[i])).value();
        // Complete exactly if the state known to the client is not older than the sweep.
        EXPECT_EQ(vanished.size() == 6 - i, known[i] >= sweptModSeq()) << i;
    }
}

TEST_F(Sweeping, RaisesNoModSeqOfTheMailbox)
{
    mail.append(*account, "INBOX", "a");
    expunge({Uid(1)});
    const auto before = account->state()->mailbox(inbox)->record.highestModSeq;
    advance(20);
    EXPECT_EQ(swept().messages, 1U);
    EXPECT_EQ(account->state()->mailbox(inbox)->record.highestModSeq, before);
}

TEST_F(Sweeping, ABodyGoesWithTheLastThatHoldsIt)
{
    for (int i = 0; i < 3; ++i)
        mail.append(*account, "INBOX", "same");
    mail.append(*account, "Sent", "same");
    expunge({Uid(1)});
    advance(20);
    EXPECT_EQ(swept().messages, 1U);
    EXPECT_EQ(purge(), 0U);
    expunge({Uid(2), Uid(3)}); // two of one step
    advance(20);
    EXPECT_EQ(swept().messages, 2U);
    EXPECT_EQ(purge(), 0U);
    const auto sent = account->state()->mailbox("Sent")->id;
    change([sent](Draft& draft) { ASSERT_TRUE(draft.removeMailbox(sent)); });
    advance(20);
    EXPECT_EQ(swept().mailboxes, 1U);
    EXPECT_EQ(purge(), 1U);
}

TEST_F(Sweeping, ABodyThatAnotherAccountHoldsStays)
{
    const auto other = mail.account(AccountId(2));
    mail.append(*account, "INBOX", "shared");
    mail.append(*other, "INBOX", "shared");
    expunge({Uid(1)});
    advance(20);
    EXPECT_EQ(swept().messages, 1U);
    EXPECT_EQ(purge(), 0U);
    EXPECT_TRUE(hasBody("shared"));
}

TEST_F(Sweeping, ARemovedMailboxGoesWithItsMessagesAndTombstones)
{
    change([](Draft& draft) { ASSERT_TRUE(draft.createMailbox("a/b")); });
    const auto id = account->state()->mailbox("a/b")->id;
    fill(id, 5);
    change([id](Draft& draft) { ASSERT_TRUE(draft.expunge(id, Uid(2))); });
    change([id](Draft& draft) { ASSERT_TRUE(draft.removeMailbox(id)); });
    EXPECT_EQ(swept().mailboxes, 0U);
    EXPECT_EQ(count(keys::rows(id)), 4U);
    EXPECT_EQ(count(keys::summaries(id)), 5U);
    advance(20);
    const auto result = swept();
    EXPECT_EQ(result.mailboxes, 1U);
    EXPECT_EQ(result.messages, 5U);
    EXPECT_EQ(count(keys::removedMailboxes()) + count(keys::allHolders()), 0U);
    EXPECT_EQ(count(keys::rows()) + count(keys::summaries()) + count(keys::tombstones()), 0U);
    EXPECT_EQ(purge(), 3U);
}

TEST_F(Sweeping, ARemovedMailboxGoesWithItsPacksAndLooseRows)
{
    change([](Draft& draft) { ASSERT_TRUE(draft.createMailbox("a")); });
    const auto id = account->state()->mailbox("a")->id;
    fill(id, 1100);
    for (const std::uint32_t uid : {3U, 500U, 1100U}) {
        change([id, uid](Draft& draft) {
            ASSERT_TRUE(draft.setFlags(id, Uid(uid), FlagMode::Add, FlagSet{1}, 0));
        });
    }
    change([id](Draft& draft) { ASSERT_TRUE(draft.expunge(id, Uid(2))); });
    EXPECT_EQ(count(keys::rows(id)), 9U + 2U); // the expunge has put 3 into its pack again
    change([id](Draft& draft) { ASSERT_TRUE(draft.removeMailbox(id)); });
    advance(20);
    const auto result = swept();
    EXPECT_EQ(result.mailboxes, 1U);
    EXPECT_EQ(result.messages, 1100U);
    EXPECT_EQ(count(keys::rows()) + count(keys::summaries()) + count(keys::tombstones()), 0U);
}

TEST_F(Sweeping, WorksInStepsAndIsInOrderAfterEach)
{
    fill(inbox, 1201);
    change([](Draft& draft) { ASSERT_TRUE(draft.createMailbox("old")); });
    const auto old = account->state()->mailbox("old")->id;
    fill(old, 700);
    change([&](Draft& draft) {
        for (std::uint32_t uid = 1; uid <= 1200; ++uid)
            ASSERT_TRUE(draft.expunge(inbox, Uid(uid)));
        ASSERT_TRUE(draft.removeMailbox(old));
    });
    advance(20);
    std::atomic<std::uint64_t> steps = 0;
    const auto watch = mail.engine.watch(account->id(), [&](auto, auto) {
        ++steps;
        expectInOrder();
        const auto gone = 1901U - count(keys::summaries());
        EXPECT_GE(gone, std::min(steps.load() * maxSweepStep, 1900UL));
        EXPECT_LT(gone, steps * maxSweepStep + packSpan); // packs go whole
    });
    const auto result = swept();
    EXPECT_EQ(result.messages, 1900U);
    EXPECT_EQ(result.mailboxes, 1U);
    for (int i = 0; i < 2000 && steps < 4; ++i) // watchers hear of a commit after it is answered
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_EQ(steps, 4U);
    EXPECT_EQ(count(keys::allHolders()), 1U);
    EXPECT_EQ(purge(), 600U + 350U);
    expectInOrder();
}

TEST_F(Sweeping, ExactlyOneStepFullOfMessages)
{
    fill(inbox, maxSweepStep);
    change([&](Draft& draft) {
        for (std::uint32_t uid = 1; uid <= maxSweepStep; ++uid)
            ASSERT_TRUE(draft.expunge(inbox, Uid(uid)));
    });
    advance(20);
    EXPECT_EQ(swept().messages, maxSweepStep);
    EXPECT_EQ(swept().messages, 0U);
}

TEST_F(Sweeping, ThatFailsIsDoneTheNextTime)
{
    mail.append(*account, "INBOX", "a");
    expunge({Uid(1)});
    advance(20);
    mail.engine.failNext(1, Error{Fault::Temporary, "the disk is full", {}});
    EXPECT_FALSE(mail.run(sweep(account, mail.clock.seconds())));
    expectInOrder();
    EXPECT_EQ(swept().messages, 1U);
}

TEST_F(Sweeping, ATombstoneWithoutSummaryGoesToo)
{
    mail.append(*account, "INBOX", "a");
    mail.append(*account, "INBOX", "b");
    expunge({Uid(1)});
    store::Batch batch;
    batch.partition = account->id();
    batch.expected = account->state()->modSeq;
    batch.next = batch.expected.next();
    batch.removes
        = {keys::summary(inbox, Uid(1)), keys::holder(store::blobIdOf("a"), inbox, Uid(1))};
    batch.unlinked = {store::blobIdOf("a")};
    mail.engine.commit(std::move(batch), [](auto result) { ASSERT_TRUE(result); });
    advance(20);
    EXPECT_EQ(swept().messages, 1U);
    EXPECT_EQ(count(keys::tombstones()), 0U);
}

} // namespace postamt::mail
