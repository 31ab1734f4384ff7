#include "mail/test_draft.h"

namespace postamt::mail {

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
    EXPECT_FALSE(draft().row(id, Uid(1)));
    EXPECT_FALSE(draft().setFlags(id, Uid(1), FlagMode::Add, FlagSet{2}, 0));
    EXPECT_FALSE(draft().expunge(id, Uid(1)));
    draft().claimRecent(id, Uid(3));
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

} // namespace postamt::mail
