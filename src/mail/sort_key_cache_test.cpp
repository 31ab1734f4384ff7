#include "mail/sort.h"
#include "mail/sort_key_cache.h"
#include "mail/test_mail.h"
#include "mail/threads.h"

#include <gtest/gtest.h>

namespace postamt::mail {

namespace {

class SortCache : public testing::Test {
protected:
    void append(const std::string& subject)
    {
        mail.append(*account, "INBOX", "Subject: " + subject + "\r\n\r\nx\r\n");
    }

    SnapshotRef rows() const { return account->state()->mailbox(inbox)->rows; }

    std::vector<Uid> uids() const
    {
        std::vector<Uid> out;
        for (SnapshotCursor at(*rows()); !at.atEnd(); at.next())
            out.push_back(at.uid());
        return out;
    }

    Result<std::vector<Uid>> bySubject(ProgressReport progress = {})
    {
        return mail.run(sort(
            &cache,
            account,
            inbox,
            rows(),
            uids(),
            {
                {SortKey::Subject, false}
        },
            std::move(progress)
        ));
    }

    TestMail mail;
    std::shared_ptr<Account> account = mail.account();
    MailboxId inbox = account->state()->mailbox("INBOX")->id;
    OpenMailboxRef opened = mail.run(account->open(inbox)).value();
    SortKeyCache cache;
};

const Error unreadable{Fault::Temporary, "the disk is gone", {}};

} // namespace

TEST_F(SortCache, readsEachMessageOnce)
{
    append("b");
    append("a");
    EXPECT_EQ(bySubject(), (std::vector<Uid>{Uid(2), Uid(1)}));
    EXPECT_GT(cache.bytes(), 0U);
    mail.engine.setReadFault(unreadable);
    EXPECT_EQ(bySubject(), (std::vector<Uid>{Uid(2), Uid(1)}));
    const auto threads = mail.run(
        thread(&cache, account, inbox, rows(), uids(), ThreadAlgorithm::OrderedSubject, {})
    );
    EXPECT_TRUE(threads);
    mail.engine.setReadFault({});
    append("ab");
    EXPECT_EQ(bySubject(), (std::vector<Uid>{Uid(2), Uid(3), Uid(1)}));
}

TEST_F(SortCache, keepsTheKeysOfCollationsApart)
{
    append("b");
    append("A");
    append("B");
    const auto bySubject = [this](text::Collation collation) {
        std::vector<SortCriterion> criteria{{SortKey::Subject, false}};
        return mail.run(sort(
            &cache, account, {inbox, collation}, rows(), uids(), std::move(criteria), {}
        ));
    };
    const std::vector<Uid> folded{Uid(2), Uid(1), Uid(3)};
    const std::vector<Uid> exact{Uid(2), Uid(3), Uid(1)};
    EXPECT_EQ(bySubject(text::Collation::UnicodeCasemap), folded);
    const auto bytes = cache.bytes();
    EXPECT_EQ(bySubject(text::Collation::Octet), exact);
    EXPECT_GT(cache.bytes(), bytes);
    mail.engine.setReadFault(unreadable);
    EXPECT_EQ(bySubject(text::Collation::UnicodeCasemap), folded);
    EXPECT_EQ(bySubject(text::Collation::Octet), exact);
    EXPECT_FALSE(bySubject(text::Collation::AsciiCasemap));
}

TEST_F(SortCache, tellsOfAReadThatFails)
{
    append("a");
    mail.engine.setReadFault(unreadable);
    EXPECT_FALSE(bySubject());
    mail.engine.setReadFault({});
    EXPECT_TRUE(bySubject());
}

TEST_F(SortCache, readsNothingToSortByRows)
{
    append("a");
    mail.engine.setReadFault(unreadable);
    EXPECT_TRUE(mail.run(sort(
        &cache,
        account,
        inbox,
        rows(),
        uids(),
        {
            {SortKey::Size, true}
    },
        {}
    )));
}

TEST_F(SortCache, canBeGivenUp)
{
    append("a");
    const auto stopped = bySubject([](std::uint64_t done, std::uint64_t total) -> Task<bool> {
        EXPECT_EQ(done, 1U);
        EXPECT_EQ(total, 1U);
        co_return false;
    });
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().text, givenUp().text);
}

TEST_F(SortCache, dropsTheLeastRecentlyUsedAndWhatIsTooLarge)
{
    SortKeyCache small(100);
    const AccountId owner(1);
    const auto one = small.keysOf(owner, MailboxId(1));
    small.resized(owner, MailboxId(1), 50);
    const auto two = small.keysOf(owner, MailboxId(2));
    small.resized(owner, MailboxId(2), 50);
    EXPECT_EQ(small.bytes(), 100U);
    EXPECT_EQ(small.keysOf(owner, MailboxId(1)), one);
    small.keysOf(owner, MailboxId(3));
    small.resized(owner, MailboxId(3), 1);
    EXPECT_EQ(small.bytes(), 51U);
    EXPECT_EQ(small.keysOf(owner, MailboxId(1)), one);
    EXPECT_NE(small.keysOf(owner, MailboxId(2)), two);
    small.resized(owner, MailboxId(1), 101);
    EXPECT_EQ(small.bytes(), 1U);
    EXPECT_NE(small.keysOf(owner, MailboxId(1)), one);
    small.drop(owner, MailboxId(3));
    EXPECT_EQ(small.bytes(), 0U);
}

} // namespace postamt::mail
