#include "mail/search.h"
#include "mail/snapshot_editor.h"
#include "mail/test_mail.h"
#include "text/fold.h"

#include <gtest/gtest.h>

namespace postamt::mail {

namespace {

const Error unreadable{Fault::Temporary, "the disk is gone", {}};

class Search : public testing::Test {
protected:
    static Condition flagged()
    {
        Condition condition;
        condition.criterion = Criterion::Flag;
        condition.flag = Flag::Flagged;
        return condition;
    }

    static Condition containing(Criterion criterion, std::string_view text, std::string name = {})
    {
        Condition condition;
        condition.criterion = criterion;
        condition.text = text::folded(text);
        condition.name = std::move(name);
        return condition;
    }

    static std::string message(const std::string& subject, const std::string& body)
    {
        return "Subject: " + subject + "\r\n\r\n" + body + "\r\n";
    }

    Result<std::vector<Uid>> run(std::vector<Condition> conditions, SnapshotRef rows)
    {
        auto selector = std::make_shared<const Selector>(std::move(conditions));
        return mail.run(search(account, inbox, std::move(rows), std::move(selector)));
    }

    std::vector<std::uint32_t> uids(std::vector<Condition> conditions)
    {
        const auto found = run(std::move(conditions), rows());
        EXPECT_TRUE(found);
        std::vector<std::uint32_t> out;
        for (const Uid uid : found.value_or(std::vector<Uid>()))
            out.push_back(uid.value);
        return out;
    }

    SnapshotRef rows() const { return account->state()->mailbox(inbox)->rows; }

    using Uids = std::vector<std::uint32_t>;

    TestMail mail;
    std::shared_ptr<Account> account = mail.account();
    MailboxId inbox = account->state()->mailbox("INBOX")->id;
    OpenMailboxRef opened = mail.run(account->open(inbox)).value();
};

} // namespace

TEST_F(Search, OfNothing)
{
    EXPECT_EQ(uids({}), Uids());
    mail.append(*account, "INBOX", "x");
    EXPECT_EQ(uids({}), Uids{1});
}

TEST_F(Search, ForFlagsIn100000MessagesReadsRowsOnly)
{
    SnapshotEditor editor{Snapshot()};
    for (std::uint32_t uid = 1; uid <= 100'000; ++uid) {
        Row row;
        row.uid = Uid(uid);
        if (uid % 1000 == 0)
            row.flags.add(Flag::Flagged);
        editor.append(row);
    }
    mail.engine.setReadFault(unreadable);
    const auto found = run({flagged()}, editor.finish());
    ASSERT_TRUE(found);
    ASSERT_EQ(found->size(), 100U);
    EXPECT_EQ(found->back(), Uid(100'000));
}

TEST_F(Search, ForSubjectsReadsNoBodies)
{
    mail.append(*account, "INBOX", message("one", "body"));
    mail.append(*account, "INBOX", message("two", "body"));
    for (const auto text : {"one", "two"})
        mail.engine.damageBlob(store::blobIdOf(message(text, "body")), std::nullopt);
    EXPECT_EQ(uids({containing(Criterion::Envelope, "TWO", "subject")}), Uids{2});
}

TEST_F(Search, ForTextsReadsWhatItMust)
{
    mail.append(*account, "INBOX", message("one", "spring"));
    mail.append(*account, "INBOX", message("two", "summer"));
    mail.append(*account, "INBOX", message("spring", "winter"), {FlagSet{4}, {}});
    EXPECT_EQ(uids({containing(Criterion::Body, "SPRING")}), Uids{1});
    EXPECT_EQ(uids({containing(Criterion::Text, "spring")}), (Uids{1, 3}));
    EXPECT_EQ(uids({containing(Criterion::Header, "", "Subject")}), (Uids{1, 2, 3}));
    Condition both;
    both.criterion = Criterion::And;
    both.extent = 3;
    const auto text = containing(Criterion::Text, "spring");
    EXPECT_EQ(uids({both, flagged(), text}), Uids{3});
    Condition either = both;
    either.criterion = Criterion::Or;
    EXPECT_EQ(uids({either, containing(Criterion::Body, "summer"), flagged()}), (Uids{2, 3}));
}

TEST_F(Search, GoesOnFromSliceToSlice)
{
    auto fill = [this](Draft& draft) -> Result<> {
        for (int i = 0; i < 1000; ++i) {
            const auto bytes = message(i % 10 == 0 ? "even" : "odd", std::to_string(i));
            NewMessage added;
            added.body = store::makeBody(bytes);
            added.mime = mime::encode(mime::summarize(bytes));
            static_cast<void>(draft.append(inbox, added));
        }
        return {};
    };
    ASSERT_TRUE(mail.change(*account, fill));
    EXPECT_EQ(uids({containing(Criterion::Envelope, "even", "Subject")}).size(), 100U);
    EXPECT_EQ(uids({containing(Criterion::Body, "99")}).size(), 19U);
}

TEST_F(Search, JudgesWhatVanishedByWhatIsStillThere)
{
    mail.append(*account, "INBOX", message("one", "spring"));
    mail.append(*account, "INBOX", message("two", "spring"));
    const auto before = rows();
    auto expunge = [this](Draft& draft) -> Result<> {
        draft.expunge(inbox, Uid(1));
        return {};
    };
    ASSERT_TRUE(mail.change(*account, expunge));
    const auto found = run({containing(Criterion::Body, "spring")}, before);
    EXPECT_EQ(found, (std::vector{Uid(1), Uid(2)}));
    mail.engine.damageBlob(store::blobIdOf(message("one", "spring")), std::nullopt);
    EXPECT_EQ(run({containing(Criterion::Body, "spring")}, before), std::vector{Uid(2)});
}

TEST_F(Search, FailsWhereTheStoreFails)
{
    mail.append(*account, "INBOX", message("one", "spring"));
    mail.engine.setReadFault(unreadable);
    const auto found = run({containing(Criterion::Body, "spring")}, rows());
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().fault, Fault::Temporary);
}

} // namespace postamt::mail
