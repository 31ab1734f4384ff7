#include "mail/test_draft.h"

namespace postamt::mail {

namespace {

Acl shared(AccountId with, Rights rights)
{
    Acl acl;
    EXPECT_TRUE(acl.set({"bob@example.test", with, rights, {}}));
    return acl;
}

const Viewer bob(AccountId(9));

} // namespace

TEST_F(Drafts, TheOwnerMayDoEverythingAndOthersWhatTheAclSays)
{
    EXPECT_EQ(state->rights(inbox, Viewer()), Rights::all());
    EXPECT_EQ(state->rights(inbox, bob), Rights());
    ASSERT_TRUE(draft().setAcl(inbox, shared(AccountId(9), Right::Lookup)));
    commit();
    EXPECT_EQ(state->rights(inbox, bob), Right::Lookup);
    EXPECT_EQ(state->rights(inbox, Viewer(AccountId(10))), Rights());
    EXPECT_EQ(state->rights(MailboxId(77), Viewer()), Rights());
    ASSERT_TRUE(draft().setAcl(inbox, {}));
    commit();
    EXPECT_EQ(state->rights(inbox, bob), Rights());
    EXPECT_EQ(codeOf(draft().setAcl(MailboxId(77), {})), "NONEXISTENT");
}

TEST_F(Drafts, ANewMailboxHasTheAclOfItsParent)
{
    const auto work = *draft().createMailbox("Work");
    ASSERT_TRUE(draft().setAcl(work, shared(AccountId(9), Right::Read)));
    const auto below = *draft().createMailbox("Work/A/B");
    const auto beside = *draft().createMailbox("Workshop");
    commit();
    EXPECT_EQ(state->rights(below, bob), Right::Read);
    EXPECT_EQ(state->rights(state->mailbox("Work/A")->id, bob), Right::Read);
    EXPECT_EQ(state->rights(beside, bob), Rights());
}

TEST_F(Drafts, TheAclGoesWithTheMailboxThatIsRemovedAndStaysOverARename)
{
    const auto work = *draft().createMailbox("Work");
    ASSERT_TRUE(draft().setAcl(work, shared(AccountId(9), Right::Read)));
    commit();
    ASSERT_TRUE(draft().renameMailbox("Work", "Play"));
    commit();
    EXPECT_EQ(state->rights(work, bob), Right::Read);
    ASSERT_TRUE(draft().removeMailbox(work));
    ASSERT_TRUE(draft().createMailbox("Play"));
    commit();
    EXPECT_EQ(state->rights(state->mailbox("Play")->id, bob), Rights());
    EXPECT_TRUE(state->acls->empty());
}

TEST_F(Drafts, TheNewInboxIsNotShared)
{
    ASSERT_TRUE(draft().setAcl(inbox, shared(AccountId(9), Right::Read)));
    ASSERT_TRUE(draft().renameMailbox("INBOX", "Old"));
    commit();
    EXPECT_EQ(state->rights(state->mailbox("Old")->id, bob), Right::Read);
    EXPECT_EQ(state->rights(state->mailbox("INBOX")->id, bob), Rights());
}

TEST_F(Drafts, SharesALimitedNumberOfMailboxes)
{
    const auto top = *draft().createMailbox("top");
    ASSERT_TRUE(draft().setAcl(top, shared(AccountId(9), Right::Read)));
    for (std::size_t i = 1; i < Draft::maxShared; ++i)
        ASSERT_TRUE(draft().createMailbox("top/" + std::to_string(i)));
    const auto more = *draft().createMailbox("top/more");
    commit();
    EXPECT_EQ(state->acls->size(), Draft::maxShared);
    EXPECT_EQ(state->rights(more, bob), Rights());
    EXPECT_EQ(codeOf(draft().setAcl(more, shared(AccountId(9), Right::Read))), "LIMIT");
    EXPECT_TRUE(draft().setAcl(top, shared(AccountId(9), Right::Lookup)));
}

TEST_F(Drafts, RemembersWhoShares)
{
    draft().addSharer(AccountId(3));
    draft().addSharer(AccountId(3));
    commit();
    EXPECT_EQ(*state->sharers, AccountState::Sharers{AccountId(3)});
}

} // namespace postamt::mail
