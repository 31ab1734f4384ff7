#include "mail/draft.h"
#include "mail/keys.h"
#include "mail/loader.h"
#include "store/memory/memory_engine.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace postamt::mail {

namespace {

constexpr AccountId account{7};
constexpr UnixSeconds now = 1'700'000'000;

std::string codeOf(const Result<>& result)
{
    return result ? "done" : result.error().code;
}

template <class T>
std::string codeOf(const Result<T>& result)
{
    return result ? "done" : result.error().code;
}

/// Drafts over a store, one after another, as Account makes them.
class Drafts : public testing::Test {
protected:
    Drafts()
    {
        inbox = *draft().createMailbox("INBOX");
        commit();
    }

    Draft& draft()
    {
        if (!draft_) {
            draft_ = std::make_unique<Draft>(state, limits, now);
            draft_->nextModSeq();
        }
        return *draft_;
    }

    /// Throws the Draft away, as after a plan that failed.
    void discard() { draft_ = nullptr; }

    /// Stores the Draft; the state must be what is then stored.
    void commit()
    {
        ASSERT_NE(draft_, nullptr);
        auto batch = draft_->takeBatch(account);
        state = draft_->takeState();
        draft_ = nullptr;
        bool done = false;
        engine.commit(std::move(batch), [&](Result<store::Committed> result) {
            done = result == store::Committed::Done;
        });
        ASSERT_TRUE(done);
        expectStored();
    }

    void expectStored()
    {
        std::vector<MailboxId> all;
        for (const auto& mailbox : state->mailboxes)
            all.push_back(mailbox->id);
        const auto loaded = loadState(engine, account, all);
        ASSERT_TRUE(loaded);
        const AccountState& stored = **loaded;
        EXPECT_EQ(stored.modSeq, state->modSeq);
        EXPECT_EQ(encodeAccount(stored.record), encodeAccount(state->record));
        EXPECT_EQ(*stored.names, *state->names);
        EXPECT_EQ(*stored.subscriptions, *state->subscriptions);
        ASSERT_EQ(stored.mailboxes.size(), state->mailboxes.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            expectStored(*stored.mailboxes[i], *state->mailboxes[i]);
    }

    static void expectStored(const MailboxState& stored, const MailboxState& shown)
    {
        EXPECT_EQ(stored.id, shown.id);
        EXPECT_EQ(encodeMailbox(stored.record), encodeMailbox(shown.record));
        ASSERT_TRUE(shown.rows);
        ASSERT_EQ(stored.rows->size(), shown.rows->size());
        MailboxRecord counted;
        for (std::uint32_t i = 0; i < shown.rows->size(); ++i) {
            EXPECT_EQ(stored.rows->at(i), shown.rows->at(i));
            counted.count(shown.rows->at(i), +1);
        }
        EXPECT_EQ(counted.messages, shown.record.messages);
        EXPECT_EQ(counted.unseen, shown.record.unseen);
        EXPECT_EQ(counted.deleted, shown.record.deleted);
        EXPECT_EQ(counted.bytes, shown.record.bytes);
    }

    static NewMessage message(std::string bytes, FlagList flags = {})
    {
        NewMessage out;
        out.body = store::makeBody(std::move(bytes));
        out.mime = "summary";
        out.internalDate = 5;
        out.flags = std::move(flags);
        return out;
    }

    Uid append(MailboxId id, std::string bytes, FlagList flags = {})
    {
        return draft().append(id, message(std::move(bytes), std::move(flags))).value();
    }

    MailboxId create(std::string_view name) { return draft().createMailbox(name).value(); }

    std::optional<std::string> get(const std::string& key)
    {
        return engine.get(account, key).value();
    }

    std::size_t count(const std::string& prefix)
    {
        std::size_t n = 0;
        auto visit = [&n](std::string_view, std::string_view) { return ++n > 0; };
        EXPECT_TRUE(engine.scan(
            account, store::KeyRange::withPrefix(prefix), visit, store::Order::Ascending
        ));
        return n;
    }

    std::vector<std::string> namesNow()
    {
        std::vector<std::string> out;
        for (const auto& [name, id] : *draft().state().names)
            out.push_back(name);
        return out;
    }

    using Names = std::vector<std::string>;

    store::MemoryEngine engine;
    AccountStateRef state = std::make_shared<const AccountState>();
    QuotaLimits limits;
    MailboxId inbox;

private:
    std::unique_ptr<Draft> draft_;
};

} // namespace

// ---- mailboxes

TEST_F(Drafts, CreateMakesTheParentsToo)
{
    const auto id = create("a/b/c");
    EXPECT_EQ(namesNow(), (Names{"INBOX", "a", "a/b", "a/b/c"}));
    EXPECT_TRUE(draft().state().hasChildren("a"));
    EXPECT_FALSE(draft().state().hasChildren("a/b/c"));
    EXPECT_EQ(draft().state().mailbox("a/b/c")->id, id);
    EXPECT_EQ(codeOf(draft().createMailbox("a/b")), "ALREADYEXISTS");
    commit();
}

TEST_F(Drafts, NoTwoMailboxesEverHaveTheSameUidValidity)
{
    const auto first = create("a");
    const auto validity = draft().state().mailbox(first)->record.uidValidity;
    EXPECT_GE(validity.value, static_cast<std::uint32_t>(now));
    EXPECT_TRUE(draft().removeMailbox(first));
    commit();
    const auto second = create("a");
    EXPECT_NE(second, first);
    EXPECT_GT(draft().state().mailbox(second)->record.uidValidity, validity);
    commit();
}

TEST_F(Drafts, ASpecialUseIsGivenOnce)
{
    const auto sent = draft().createMailbox("Sent", SpecialUse::Sent).value();
    EXPECT_EQ(codeOf(draft().createMailbox("Sent2", SpecialUse::Sent)), "USEATTR");
    EXPECT_EQ(draft().state().mailbox(SpecialUse::Sent)->id, sent);
    EXPECT_EQ(draft().state().mailbox(SpecialUse::Junk), nullptr);
    commit();
}

TEST_F(Drafts, RemoveKeepsTheChildrenAndTheMessagesForTheSweep)
{
    const auto parent = create("a");
    create("a/b");
    append(parent, "body");
    commit();
    EXPECT_TRUE(draft().removeMailbox(parent));
    EXPECT_EQ(namesNow(), (Names{"INBOX", "a/b"}));
    EXPECT_TRUE(draft().state().hasChildren("a"));
    EXPECT_EQ(draft().state().record.messages, 0U);
    EXPECT_EQ(draft().state().record.bytes, 0U);
    commit();
    EXPECT_FALSE(get(keys::mailbox(parent)));
    const auto removed = decodeRemovedMailbox(get(keys::removedMailbox(parent)).value());
    ASSERT_TRUE(removed);
    EXPECT_EQ(removed->record.messages, 1U);
    EXPECT_EQ(removed->record.name, "a");
    EXPECT_EQ(removed->removed, now);
    EXPECT_TRUE(get(keys::row(parent, Uid(1))));
    EXPECT_TRUE(get(keys::summary(parent, Uid(1))));
}

TEST_F(Drafts, RemoveRefusesInboxAndWhatIsNotThere)
{
    EXPECT_EQ(codeOf(draft().removeMailbox(inbox)), "CANNOT");
    EXPECT_EQ(codeOf(draft().removeMailbox(MailboxId(99))), "NONEXISTENT");
}

TEST_F(Drafts, RemoveAfterChangesOfTheSameFold)
{
    const auto id = create("a");
    append(id, "one");
    commit();
    append(id, "two");
    draft().nextModSeq();
    draft().setFlags(id, Uid(1), FlagMode::Add, FlagSet{1}, 0);
    EXPECT_TRUE(draft().removeMailbox(id));
    EXPECT_EQ(codeOf(draft().append(id, message("three"))), "TRYCREATE");
    EXPECT_EQ(draft().row(id, Uid(1)), nullptr);
    EXPECT_FALSE(draft().setFlags(id, Uid(1), FlagMode::Add, FlagSet{2}, 0));
    EXPECT_FALSE(draft().expunge(id, Uid(1)));
    draft().claimRecent(id);
    commit();
    EXPECT_FALSE(get(keys::mailbox(id)));
    const auto removed = decodeRemovedMailbox(get(keys::removedMailbox(id)).value());
    ASSERT_TRUE(removed);
    EXPECT_EQ(removed->record.messages, 2U);
    EXPECT_EQ(removed->record.unseen, 1U);
}

TEST_F(Drafts, CreateAndRemoveInOneFold)
{
    const auto id = create("a");
    append(id, "one");
    EXPECT_TRUE(draft().removeMailbox(id));
    const auto again = create("a");
    append(again, "two");
    commit();
    EXPECT_EQ(state->mailbox("a")->id, again);
    EXPECT_EQ(state->record.messages, 1U);
}

// ---- rename

TEST_F(Drafts, RenameTakesTheChildrenAndMakesTheParents)
{
    const auto a = create("a");
    const auto c = create("a/b/c");
    create("ab");
    EXPECT_TRUE(draft().renameMailbox("a", "x/y"));
    EXPECT_EQ(namesNow(), (Names{"INBOX", "ab", "x", "x/y", "x/y/b", "x/y/b/c"}));
    EXPECT_EQ(draft().state().mailbox("x/y")->id, a);
    EXPECT_EQ(draft().state().mailbox("x/y/b/c")->id, c);
    commit();
}

TEST_F(Drafts, RenameOfANameThatHasOnlyChildren)
{
    const auto a = create("a");
    create("a/b");
    EXPECT_TRUE(draft().removeMailbox(a));
    EXPECT_TRUE(draft().renameMailbox("a", "z"));
    EXPECT_EQ(namesNow(), (Names{"INBOX", "z/b"}));
    commit();
}

TEST_F(Drafts, RenameRefuses)
{
    create("a/b");
    create("c");
    EXPECT_EQ(codeOf(draft().renameMailbox("none", "x")), "NONEXISTENT");
    EXPECT_EQ(codeOf(draft().renameMailbox("a", "c")), "ALREADYEXISTS");
    EXPECT_EQ(codeOf(draft().renameMailbox("a", "a")), "ALREADYEXISTS");
    EXPECT_EQ(codeOf(draft().renameMailbox("a", "INBOX")), "ALREADYEXISTS");
    EXPECT_EQ(codeOf(draft().renameMailbox("a", "a/x")), "CANNOT");
    EXPECT_EQ(namesNow(), (Names{"INBOX", "a", "a/b", "c"}));
}

TEST_F(Drafts, RenameRefusesWhereAChildWouldHitAnother)
{
    create("a/b");
    create("x/b");
    EXPECT_TRUE(draft().removeMailbox(draft().state().mailbox("x")->id));
    EXPECT_EQ(codeOf(draft().renameMailbox("a", "x")), "ALREADYEXISTS");
    EXPECT_EQ(namesNow(), (Names{"INBOX", "a", "a/b", "x/b"}));
}

TEST_F(Drafts, RenameRefusesWhereAChildsNameWouldBeTooLong)
{
    create("a/" + std::string(990, 'x'));
    EXPECT_TRUE(draft().renameMailbox("a", "123456789"));
    EXPECT_EQ(codeOf(draft().renameMailbox("123456789", "1234567890")), "CANNOT");
    commit();
}

TEST_F(Drafts, RenameUpwardsIntoNamesThatAreBeingFreed)
{
    const auto b = create("a/b");
    const auto bz = create("a/b/z");
    const auto bb = create("a/b/b");
    const auto bbz = create("a/b/b/z");
    EXPECT_TRUE(draft().removeMailbox(draft().state().mailbox("a")->id));
    for (const auto name : {"a/b", "a/b/b/z"})
        draft().subscribe(name);
    EXPECT_TRUE(draft().renameMailbox("a/b", "a"));
    EXPECT_EQ(namesNow(), (Names{"INBOX", "a", "a/b", "a/b/z", "a/z"}));
    EXPECT_EQ(draft().state().mailbox("a")->id, b);
    EXPECT_EQ(draft().state().mailbox("a/z")->id, bz);
    EXPECT_EQ(draft().state().mailbox("a/b")->id, bb);
    EXPECT_EQ(draft().state().mailbox("a/b/z")->id, bbz);
    EXPECT_EQ(*draft().state().subscriptions, (AccountState::Subscriptions{"a", "a/b/z"}));
    commit();
}

TEST_F(Drafts, RenameMovesTheSubscriptions)
{
    create("a/b");
    draft().subscribe("a/b");
    commit();
    EXPECT_TRUE(draft().renameMailbox("a", "c"));
    EXPECT_EQ(*draft().state().subscriptions, AccountState::Subscriptions{"c/b"});
    commit();
}

TEST_F(Drafts, RenameOfInboxLeavesAnEmptyOneAndItsChildren)
{
    create("INBOX/sub");
    draft().subscribe("INBOX");
    append(inbox, "body");
    commit();
    const auto validity = state->mailbox("INBOX")->record.uidValidity;
    EXPECT_TRUE(draft().renameMailbox("INBOX", "INBOX/old/2024"));
    commit();
    EXPECT_EQ(state->mailbox("INBOX/old/2024")->id, inbox);
    EXPECT_EQ(state->mailbox("INBOX/old/2024")->record.messages, 1U);
    EXPECT_EQ(state->mailbox("INBOX")->record.messages, 0U);
    EXPECT_GT(state->mailbox("INBOX")->record.uidValidity, validity);
    EXPECT_TRUE(state->mailbox("INBOX/sub"));
    EXPECT_EQ(*state->subscriptions, AccountState::Subscriptions{"INBOX"});
    append(state->mailbox("INBOX")->id, "new");
    commit();
}

TEST_F(Drafts, SubscriptionsNeedNoMailbox)
{
    draft().subscribe("ghost");
    draft().subscribe("ghost");
    draft().unsubscribe("never");
    commit();
    EXPECT_EQ(*state->subscriptions, AccountState::Subscriptions{"ghost"});
    draft().unsubscribe("ghost");
    commit();
    EXPECT_TRUE(state->subscriptions->empty());
}

// ---- messages

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
    EXPECT_EQ(draft().row(inbox, Uid(2)), nullptr);
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
    EXPECT_EQ(draft().row(inbox, uid), nullptr);
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
    draft().claimRecent(inbox);
    EXPECT_EQ(draft().state().mailbox(inbox)->record.recentFrom, Uid(2));
    EXPECT_TRUE(draft().isEmpty());
    draft().claimRecent(MailboxId(99));
    append(inbox, "more");
    commit();
    EXPECT_EQ(state->mailbox(inbox)->record.recentFrom, Uid(2));
}

TEST_F(Drafts, AClosedMailboxTakesMailButShowsNoRows)
{
    draft().setRows(inbox, nullptr);
    const auto uid = append(inbox, "body");
    EXPECT_EQ(draft().row(inbox, uid), nullptr);
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
