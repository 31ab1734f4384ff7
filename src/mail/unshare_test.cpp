#include "mail/unshare.h"

#include "mail/check.h"
#include "mail/loader.h"
#include "mail/test_account.h"

namespace postamt::mail {

namespace {

class Unshare : public testing::Test {
protected:
    /// Account 1 shares INBOX with 2 and 3, and 2 shares its own with 1.
    Unshare()
    {
        for (const auto id : {one, two, three})
            accounts.push_back(mail.run(Account::load(id, mail.surroundings)).value());
        share(one, two);
        share(one, three);
        share(two, one);
        accounts.clear();
    }

    Account& account(AccountId id) { return *accounts[id.value - 1]; }

    void share(AccountId owner, AccountId guest)
    {
        ASSERT_TRUE(mail.change(account(guest), [owner](Draft& draft) -> Result<> {
            draft.addSharer(owner);
            return {};
        }));
        ASSERT_TRUE(mail.change(account(owner), [guest](Draft& draft) -> Result<> {
            const auto inbox = draft.state().mailbox("INBOX")->id;
            const auto acls = draft.state().acls;
            const auto known = acls->find(inbox);
            auto acl = known == acls->end() ? Acl() : known->second;
            (void)acl.set({std::to_string(guest.value), guest, Right::Read, {}});
            return draft.setAcl(inbox, acl);
        }));
    }

    AccountStateRef stored(AccountId id) { return loadState(mail.engine, id, {}).value(); }

    const AccountId one{1};
    const AccountId two{2};
    const AccountId three{3};
    TestMail mail{1};
    std::vector<std::shared_ptr<Account>> accounts;
};

} // namespace

TEST_F(Unshare, LeavesNothingOfTheAccountWithOthers)
{
    ASSERT_TRUE(unshare(mail.engine, two));
    const auto owner = stored(one);
    const auto inbox = owner->mailbox("INBOX")->id;
    EXPECT_EQ(owner->rights(inbox, Viewer(two)), Rights());
    EXPECT_EQ(owner->rights(inbox, Viewer(three)), Right::Read);
    EXPECT_TRUE(owner->sharers->empty());
    EXPECT_EQ(*stored(three)->sharers, AccountState::Sharers{one});
    const auto before = mail.engine.version(one).value();
    ASSERT_TRUE(unshare(mail.engine, two));
    EXPECT_EQ(mail.engine.version(one).value(), before) << "again does nothing";
}

TEST_F(Unshare, TakesTheLastEntryWithTheAcl)
{
    ASSERT_TRUE(unshare(mail.engine, two));
    ASSERT_TRUE(unshare(mail.engine, three));
    EXPECT_TRUE(stored(one)->acls->empty());
}

} // namespace postamt::mail
