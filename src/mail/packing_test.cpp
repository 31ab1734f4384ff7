// Loose rows are put together behind the back of who opens the mailbox.
#include "mail/keys.h"
#include "mail/test_account.h"
#include "mail/view.h"

#include <gtest/gtest.h>

namespace postamt::mail {

namespace {

class Packing : public Accounts {
protected:
    /// Appends while the mailbox is closed: every row stands loose, as all did in stores of format
    /// 2.
    void appendClosed(std::uint32_t messages)
    {
        const auto node = elsewhere();
        NewMessage message;
        message.body = store::makeBody("body");
        message.mime = mime::encode(mime::summarize("body"));
        auto plan = [this, messages, message](Draft& draft) -> Result<> {
            for (std::uint32_t i = 0; i < messages; ++i) {
                if (auto added = draft.append(inbox, message); !added)
                    return std::unexpected(added.error());
            }
            return {};
        };
        ASSERT_TRUE(mail.change(*node, plan));
        account = elsewhere();
    }

    SnapshotRef rows() const { return account->state()->mailbox(inbox)->rows; }

    std::size_t records()
    {
        std::size_t out = 0;
        auto visit = [&out](std::string_view, std::string_view) { return ++out > 0; };
        EXPECT_TRUE(mail.engine.scan(
            account->id(), store::KeyRange::withPrefix(keys::rows()), visit, store::Order::Ascending
        ));
        return out;
    }
};

} // namespace

TEST_F(Packing, OpeningAMailboxOfManyLooseRowsPacksThem)
{
    appendClosed(10'000);
    EXPECT_EQ(records(), 10'000U);
    const auto highest = account->state()->mailbox(inbox)->record.highestModSeq;
    const auto opened = open(inbox);
    View view(rows());
    EXPECT_EQ(view.size(), 10'000U);
    until([this] { return rows()->loose() == 0; });
    settle();
    EXPECT_EQ(records(), 79U);
    EXPECT_TRUE(view.sync(rows(), Expunges::Told).isEmpty());
    EXPECT_EQ(account->state()->mailbox(inbox)->record.highestModSeq, highest);
    expectStored();
}

TEST_F(Packing, AFewLooseRowsAreLeftAsTheyAre)
{
    appendClosed(63);
    auto opened = open(inbox);
    settle();
    EXPECT_EQ(records(), 63U);
    opened = nullptr;
    appendClosed(1);
    opened = open(inbox);
    until([this] { return rows()->loose() == 0; });
    settle();
    EXPECT_EQ(records(), 1U);
}

TEST_F(Packing, AFullDiskPutsItOffUntilTheNextOpening)
{
    appendClosed(200);
    mail.engine.failNext(1, diskFull);
    const auto opened = open(inbox);
    // The first of these may share the commit of the packing.
    until([this] {
        return mail.change(*account, [](Draft&) -> Result<> { return {}; }).has_value();
    });
    EXPECT_EQ(records(), 200U);
    const auto again = open(inbox);
    until([this] { return rows()->loose() == 0; });
    settle();
    EXPECT_EQ(records(), 2U);
    expectStored();
}

TEST_F(Packing, ChangesMeanwhileAreNotLost)
{
    appendClosed(10'000);
    const auto opened = open(inbox);
    for (std::uint32_t i = 0; i < 20; ++i) {
        auto plan = [this, i](Draft& draft) -> Result<> {
            draft.setFlags(inbox, Uid(1 + i * 500), FlagMode::Add, FlagSet{1}, 0);
            draft.expunge(inbox, Uid(2 + i * 500));
            return {};
        };
        EXPECT_TRUE(mail.change(*account, plan));
    }
    until([this] { return rows()->loose() <= 20; });
    settle();
    EXPECT_EQ(messages(), 9980U);
    EXPECT_TRUE(rows()->find(Uid(501))->flags.has(Flag::Seen));
    EXPECT_FALSE(rows()->find(Uid(502)));
    expectStored();
}

} // namespace postamt::mail
