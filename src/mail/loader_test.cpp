#include "mail/test_draft.h"

#include <utility>

namespace postamt::mail {

/// An account as programs stored it that kept the names of mailboxes as clients gave them.
class OldStore : public Drafts {
protected:
    /// Gives a mailbox the name by which it is stored, and subscribes to it.
    void storeAs(MailboxId id, const std::string& name)
    {
        const auto mailbox = state->mailbox(id);
        MailboxRecord record = mailbox->record;
        store::Batch batch;
        batch.partition = account;
        batch.expected = state->modSeq;
        batch.next = state->modSeq.next();
        batch.removes.push_back(keys::subscription(record.name));
        record.name = name;
        batch.puts.push_back({keys::mailbox(id), encodeMailbox(record)});
        batch.puts.push_back({keys::subscription(name), {}});
        bool done = false;
        engine.commit(std::move(batch), [&](Result<store::Committed> result) {
            done = result == store::Committed::Done;
        });
        ASSERT_TRUE(done);
        load();
    }

    void load()
    {
        std::vector<MailboxId> all;
        for (const auto& mailbox : state->mailboxes)
            all.push_back(mailbox->id);
        state = loadState(engine, account, all).value();
    }

    std::string stored(MailboxId id)
    {
        return decodeMailbox(get(keys::mailbox(id)).value()).value().name;
    }
};

constexpr const char* apart = "Entwu\xcc\x88rfe";
constexpr const char* composed = "Entwürfe";

TEST_F(OldStore, NamesAreComposedWhenTheyAreLoaded)
{
    const auto id = create("x");
    commit();
    storeAs(id, apart);
    EXPECT_EQ(state->mailbox(composed)->id, id);
    EXPECT_EQ(state->mailbox(id)->record.name, composed);
    EXPECT_FALSE(state->mailbox(apart));
    EXPECT_TRUE(state->subscriptions->contains(composed));
    EXPECT_EQ(stored(id), apart); // loading writes nothing
    // The next Change stores it so, whatever it does.
    append(inbox, "a");
    commit();
    EXPECT_EQ(stored(id), composed);
    EXPECT_FALSE(get(keys::subscription(apart)));
    EXPECT_TRUE(get(keys::subscription(composed)));
    load();
    EXPECT_FALSE(state->oldNames);
}

TEST_F(OldStore, TwoNamesThatBecomeOneAreToldApart)
{
    const auto newer = create(std::string(composed) + "/x");
    const auto old = create("old/x");
    const auto oldParent = draft().state().mailbox("old")->id;
    commit();
    const auto newParent = state->mailbox(composed)->id;
    storeAs(oldParent, apart);
    storeAs(old, std::string(apart) + "/x");
    draft();
    EXPECT_EQ(
        namesNow(),
        (Names{
            std::string(composed), std::string(composed) + " (2)",
            std::string(composed) + " (2)/x", std::string(composed) + "/x", "INBOX"
        })
    );
    EXPECT_EQ(state->mailbox(newParent)->record.name, composed);
    EXPECT_EQ(state->mailbox(oldParent)->record.name, std::string(composed) + " (2)");
    EXPECT_EQ(state->mailbox(old)->record.name, std::string(composed) + " (2)/x");
    EXPECT_EQ(state->mailbox(newer)->record.name, std::string(composed) + "/x");
    append(inbox, "a");
    commit();
    // From now on they have these names, also when the other is gone.
    ASSERT_TRUE(draft().removeMailbox(newParent));
    commit();
    load();
    EXPECT_EQ(state->mailbox(oldParent)->record.name, std::string(composed) + " (2)");
}

TEST_F(OldStore, AMailboxThatIsRemovedFirstIsNotStoredAgain)
{
    const auto id = create("x");
    commit();
    storeAs(id, apart);
    ASSERT_TRUE(draft().removeMailbox(id));
    draft().unsubscribe(composed);
    commit();
    EXPECT_FALSE(get(keys::mailbox(id)));
    EXPECT_FALSE(get(keys::subscription(apart)));
    EXPECT_FALSE(get(keys::subscription(composed)));
}

} // namespace postamt::mail
