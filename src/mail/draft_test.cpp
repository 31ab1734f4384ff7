#include "mail/test_draft.h"

#include <algorithm>

namespace postamt::mail {

TEST_F(Drafts, AppendStoresRowSummaryHolderAndLink)
{
    const auto uid = append(inbox, "body", {FlagSet{1}, {"$Fwd"}});
    EXPECT_EQ(uid, Uid(1));
    EXPECT_EQ(draft().row(inbox, uid)->size, 4U);
    commit();
    const Row row = *state->mailbox(inbox)->rows->find(uid);
    EXPECT_EQ(row.modSeq, state->modSeq);
    EXPECT_EQ(row.keywords, 1U);
    EXPECT_EQ(row.internalDate, 5);
    EXPECT_EQ(row.saveDate, now);
    const auto blob = store::blobIdOf("body");
    const auto summary = get(keys::summary(inbox, uid)).value();
    EXPECT_EQ(decodeStoredSummary(summary)->blob, blob);
    EXPECT_EQ(decodeStoredSummary(summary)->mime, "summary");
    EXPECT_TRUE(get(keys::holder(blob, inbox, uid)));
    EXPECT_EQ(engine.blob(blob, 0, 99), "body");
    bool linked = false;
    EXPECT_TRUE(engine.links(account, [&](const auto& id) { return linked = id == blob; }));
    EXPECT_TRUE(linked);
}

TEST_F(Drafts, EachChangeOfAFoldHasAModSeqOfItsOwn)
{
    const auto first = append(inbox, "one");
    draft().nextModSeq();
    const auto second = append(inbox, "two");
    draft().nextModSeq();
    EXPECT_TRUE(draft().setFlags(inbox, first, FlagMode::Add, FlagSet{1}, 0));
    commit();
    const auto& rows = *state->mailbox(inbox)->rows;
    EXPECT_EQ(rows.find(first)->modSeq.value, rows.find(second)->modSeq.value + 1);
    EXPECT_EQ(rows.find(first)->modSeq, state->modSeq);
    EXPECT_EQ(state->mailbox(inbox)->record.highestModSeq, state->modSeq);
}

TEST_F(Drafts, AppendToWhatIsNotThere)
{
    EXPECT_EQ(codeOf(draft().append(MailboxId(99), message("x"))), "TRYCREATE");
    EXPECT_EQ(codeOf(draft().keywordMask(MailboxId(99), {"x"})), "NONEXISTENT");
}

TEST_F(Drafts, UidsAreNeverUsedAgainAndRunOut)
{
    EXPECT_TRUE(draft().expunge(inbox, append(inbox, "one")));
    EXPECT_EQ(append(inbox, "two"), Uid(2));
    commit();
    auto full = std::make_shared<MailboxState>(*state->mailbox(inbox));
    full->record.uidNext = Uid(0xfffffffe);
    auto changed = std::make_shared<AccountState>(*state);
    changed->mailboxes = {full};
    state = changed;
    EXPECT_EQ(append(inbox, "last"), Uid(0xfffffffe));
    EXPECT_EQ(codeOf(draft().append(inbox, message("more"))), "LIMIT");
}

TEST_F(Drafts, QuotaOfBytesBelowAtAndAbove)
{
    append(inbox, "12345");
    commit();
    limits.bytes = 10;
    EXPECT_EQ(codeOf(draft().append(inbox, message("1234"))), "done");
    discard();
    EXPECT_EQ(codeOf(draft().append(inbox, message("12345"))), "done");
    discard();
    EXPECT_EQ(codeOf(draft().append(inbox, message("123456"))), "OVERQUOTA");
    EXPECT_FALSE(draft().row(inbox, Uid(2)));
    EXPECT_TRUE(draft().isEmpty());
}

TEST_F(Drafts, QuotaOfMessagesBelowAtAndAboveAndAfterAnExpunge)
{
    limits.messages = 2;
    EXPECT_EQ(codeOf(draft().append(inbox, message("1"))), "done");
    EXPECT_EQ(codeOf(draft().append(inbox, message("2"))), "done");
    EXPECT_EQ(codeOf(draft().append(inbox, message("3"))), "OVERQUOTA");
    EXPECT_TRUE(draft().expunge(inbox, Uid(1)));
    EXPECT_EQ(codeOf(draft().append(inbox, message("3"))), "done");
    commit();
    EXPECT_EQ(state->record.messages, 2U);
}

TEST_F(Drafts, QuotaHoldsForCopiesAndCountsThemWhole)
{
    append(inbox, "12345");
    commit();
    limits.bytes = 10;
    const auto other = create("other");
    const Row row = *draft().row(inbox, Uid(1));
    const auto& from = state->mailbox(inbox)->record;
    const auto summary = get(keys::summary(inbox, Uid(1))).value();
    EXPECT_EQ(codeOf(draft().copy(other, row, from, summary)), "done");
    EXPECT_EQ(codeOf(draft().copy(other, row, from, summary)), "OVERQUOTA");
    commit();
    EXPECT_EQ(state->record.bytes, 10U);
}

TEST_F(Drafts, CopyTakesFlagsKeywordsAndDateButIsANewMessage)
{
    const auto other = create("other");
    ASSERT_TRUE(draft().keywordMask(other, {"zero", "$FWD"}));
    const auto uid = append(
        inbox,
        "body",
        {
            FlagSet{2},
            {"one", "$Fwd"}
    }
    );
    commit();
    const Row row = *state->mailbox(inbox)->rows->find(uid);
    const auto summary = get(keys::summary(inbox, uid)).value();
    const auto copied = draft().copy(other, row, state->mailbox(inbox)->record, summary);
    ASSERT_TRUE(copied);
    commit();
    const Row copy = *state->mailbox(other)->rows->find(*copied);
    EXPECT_EQ(copy.flags, row.flags);
    EXPECT_EQ(copy.internalDate, row.internalDate);
    EXPECT_EQ(copy.modSeq, state->modSeq);
    const auto& table = state->mailbox(other)->record.keywords;
    EXPECT_EQ(table, (std::vector<std::string>{"zero", "$FWD", "one"}));
    EXPECT_EQ(copy.keywords, 6U);
    EXPECT_EQ(get(keys::summary(other, *copied)), summary);
    EXPECT_TRUE(get(keys::holder(store::blobIdOf("body"), other, *copied)));
}

TEST_F(Drafts, CopyRefusesWhatIsGoneOrDamaged)
{
    const Row row;
    const MailboxRecord from;
    EXPECT_EQ(codeOf(draft().copy(MailboxId(99), row, from, std::string(32, 'x'))), "TRYCREATE");
    EXPECT_FALSE(draft().copy(inbox, row, from, "short"));
    EXPECT_TRUE(draft().isEmpty());
}

TEST_F(Drafts, AKeywordHas128Characters)
{
    EXPECT_EQ(draft().keywordMask(inbox, {std::string(128, 'k')}), 1U);
    EXPECT_EQ(codeOf(draft().keywordMask(inbox, {std::string(129, 'k')})), "LIMIT");
}

TEST_F(Drafts, AMailboxKnows64Keywords)
{
    std::vector<std::string> keywords;
    for (int i = 0; i < 63; ++i)
        keywords.push_back("k" + std::to_string(i));
    EXPECT_TRUE(draft().keywordMask(inbox, keywords));
    // Two more do not fit, and then neither of them is there.
    EXPECT_EQ(codeOf(draft().keywordMask(inbox, {"k63", "k64"})), "LIMIT");
    EXPECT_EQ(draft().state().mailbox(inbox)->record.keywords.size(), 63U);
    EXPECT_EQ(draft().keywordMask(inbox, {"k63", "K63", "k0"}), (1ULL << 63) | 1);
    EXPECT_EQ(codeOf(draft().keywordMask(inbox, {"k64"})), "LIMIT");
    EXPECT_EQ(draft().keywordMask(inbox, {"K62"}), 1ULL << 62);
    EXPECT_EQ(codeOf(draft().append(inbox, message("x", {{}, {"k64"}}))), "LIMIT");
    commit();
    EXPECT_EQ(state->mailbox(inbox)->record.messages, 0U);
    EXPECT_EQ(state->mailbox(inbox)->record.maskOf({"k63", "unknown"}), 1ULL << 63);
}

TEST_F(Drafts, FlagsAreReplacedAddedAndRemoved)
{
    const auto uid = append(
        inbox,
        "body",
        {
            FlagSet{1 | 8},
            {"a", "b"}
    }
    );
    commit();
    const auto before = state->mailbox(inbox)->record.highestModSeq;
    EXPECT_FALSE(draft().setFlags(inbox, uid, FlagMode::Add, FlagSet{1}, 1));
    EXPECT_TRUE(draft().isEmpty());
    EXPECT_TRUE(draft().setFlags(inbox, uid, FlagMode::Remove, FlagSet{1}, 1));
    EXPECT_EQ(draft().row(inbox, uid)->flags.bits, 8);
    EXPECT_EQ(draft().row(inbox, uid)->keywords, 2U);
    EXPECT_EQ(draft().state().mailbox(inbox)->record.unseen, 1U);
    EXPECT_TRUE(draft().setFlags(inbox, uid, FlagMode::Add, FlagSet{4}, 1));
    EXPECT_EQ(draft().row(inbox, uid)->flags.bits, 12);
    EXPECT_TRUE(draft().setFlags(inbox, uid, FlagMode::Replace, FlagSet{1}, 0));
    EXPECT_EQ(draft().row(inbox, uid)->flags.bits, 1);
    EXPECT_EQ(draft().row(inbox, uid)->keywords, 0U);
    EXPECT_FALSE(draft().setFlags(inbox, Uid(9), FlagMode::Add, FlagSet{1}, 0));
    commit();
    EXPECT_GT(state->mailbox(inbox)->record.highestModSeq, before);
    EXPECT_EQ(state->mailbox(inbox)->record.unseen, 0U);
    EXPECT_EQ(state->mailbox(inbox)->record.deleted, 0U);
}

TEST_F(Drafts, AServiceBitRaisesNoModSeqOfTheMessage)
{
    const auto uid = append(inbox, "body");
    commit();
    const auto before = state->mailbox(inbox)->rows->find(uid)->modSeq;
    EXPECT_TRUE(draft().addService(inbox, uid, ServiceBit::PopFetched));
    EXPECT_FALSE(draft().addService(inbox, uid, ServiceBit::PopFetched));
    EXPECT_FALSE(draft().addService(inbox, Uid(9), ServiceBit::PopFetched));
    commit();
    const Row row = *state->mailbox(inbox)->rows->find(uid);
    EXPECT_TRUE(row.has(ServiceBit::PopFetched));
    EXPECT_FALSE(row.has(ServiceBit::SentByOwner));
    EXPECT_EQ(row.modSeq, before);
    EXPECT_LT(row.modSeq, state->modSeq);
}

TEST_F(Drafts, ExpungeLeavesATombstoneAndTheSummary)
{
    const auto uid = append(inbox, "body", {FlagSet{8}, {}});
    commit();
    const Row row = *state->mailbox(inbox)->rows->find(uid);
    EXPECT_TRUE(draft().expunge(inbox, uid));
    EXPECT_FALSE(draft().expunge(inbox, uid));
    EXPECT_FALSE(draft().row(inbox, uid));
    commit();
    EXPECT_EQ(state->record.bytes, 0U);
    EXPECT_FALSE(get(keys::row(inbox, uid)));
    EXPECT_TRUE(get(keys::summary(inbox, uid)));
    const auto stone = get(keys::tombstone(inbox, state->modSeq, uid));
    ASSERT_TRUE(stone);
    EXPECT_EQ(decodeTombstone(uid, *stone)->row, row);
    EXPECT_EQ(decodeTombstone(uid, *stone)->expunged, now);
    EXPECT_EQ(readExpunged(engine, account, inbox, ModSeq(0)), std::vector{uid});
    EXPECT_EQ(readExpunged(engine, account, inbox, state->modSeq), std::vector<Uid>());
}

TEST_F(Drafts, AppendAndExpungeInOneFold)
{
    const auto uid = append(inbox, "body");
    draft().nextModSeq();
    EXPECT_TRUE(draft().setFlags(inbox, uid, FlagMode::Add, FlagSet{8}, 0));
    draft().nextModSeq();
    EXPECT_TRUE(draft().expunge(inbox, uid));
    commit();
    EXPECT_FALSE(get(keys::row(inbox, uid)));
    EXPECT_EQ(state->mailbox(inbox)->record.uidNext, Uid(2));
}

TEST_F(Drafts, ClaimRecentIsWrittenWithTheNextChange)
{
    append(inbox, "body");
    commit();
    draft().claimRecent(inbox, Uid(2));
    EXPECT_EQ(draft().state().mailbox(inbox)->record.recentFrom, Uid(2));
    EXPECT_TRUE(draft().isEmpty());
    draft().claimRecent(inbox, Uid(1)); // less than was claimed
    draft().claimRecent(MailboxId(99), Uid(2));
    append(inbox, "more");
    commit();
    EXPECT_EQ(state->mailbox(inbox)->record.recentFrom, Uid(2));
}

TEST_F(Drafts, AClosedMailboxTakesMailButShowsNoRows)
{
    draft().setRows(inbox, nullptr);
    const auto uid = append(inbox, "body");
    EXPECT_FALSE(draft().row(inbox, uid));
    EXPECT_FALSE(draft().expunge(inbox, uid));
    const auto batch = draft().takeBatch(account);
    EXPECT_EQ(draft().takeState()->mailbox(inbox)->rows, nullptr);
    const auto key = keys::row(inbox, uid);
    EXPECT_EQ(std::ranges::count(batch.puts, key, &store::Batch::Put::key), 1);
}

// ---- for the sweep

TEST_F(Drafts, ForgetRemovesTombstoneSummaryHolderAndLink)
{
    const auto uid = append(inbox, "body");
    draft().expunge(inbox, uid);
    commit();
    const auto blob = store::blobIdOf("body");
    const auto modSeq = state->modSeq;
    draft().forget(inbox, modSeq, uid, blob, false);
    commit();
    EXPECT_EQ(count("t") + count("y") + count("h") + count("r"), 0U);
    EXPECT_EQ(state->mailbox(inbox)->record.sweptModSeq, modSeq);
    EXPECT_EQ(engine.purge(now * 2).value(), 1U);
}

TEST_F(Drafts, ForgetKeepsTheLinkOfABlobThatIsHeldOrComesBack)
{
    const auto uid = append(inbox, "body");
    draft().expunge(inbox, uid);
    commit();
    draft().forget(inbox, state->modSeq, uid, store::blobIdOf("body"), false);
    append(inbox, "body");
    commit();
    EXPECT_EQ(engine.purge(now * 2).value(), 0U);
    draft().expunge(inbox, Uid(2));
    append(inbox, "body");
    commit();
    draft().forget(inbox, state->modSeq, Uid(2), store::blobIdOf("body"), true);
    commit();
    EXPECT_EQ(engine.purge(now * 2).value(), 0U);
}

TEST_F(Drafts, ForgetOfARemovedMailbox)
{
    const auto id = create("a");
    append(id, "body");
    draft().removeMailbox(id);
    commit();
    draft().forgetMessage(id, Uid(1), store::blobIdOf("body"), false);
    draft().forgetMailbox(id);
    commit();
    EXPECT_EQ(count("d") + count("y") + count("h") + count("r"), 0U);
    EXPECT_EQ(engine.purge(now * 2).value(), 1U);
}

} // namespace postamt::mail
