#include "mail/sort.h"
#include "mail/test_sort_keys.h"

#include <gtest/gtest.h>

namespace postamt::mail {

namespace {

class Sorting : public testing::Test {
protected:
    std::vector<std::uint32_t> by(std::vector<SortCriterion> criteria)
    {
        const auto rows = mail.rows();
        std::vector<std::uint32_t> out;
        for (const auto uid : sorted(*rows, &mail.keys, mail.uids, criteria))
            out.push_back(uid.value);
        return out;
    }

    std::vector<std::uint32_t> by(SortKey key)
    {
        return by({
            {key, false}
        });
    }

    std::vector<std::uint32_t> against(SortKey key)
    {
        return by({
            {key, true}
        });
    }

    using Order = std::vector<std::uint32_t>;

    SortedMail mail;
};

} // namespace

TEST_F(Sorting, ofNothing)
{
    EXPECT_EQ(by(SortKey::Subject), Order());
}

TEST_F(Sorting, byBaseSubjectWhateverTheCase)
{
    mail.add("Subject: beta");
    mail.add("Subject: Re: Alpha");
    mail.add("Subject: [list] ALPHA (fwd)");
    mail.add("X: no subject");
    mail.add("Subject: _");
    EXPECT_EQ(by(SortKey::Subject), (Order{4, 2, 3, 1, 5}));
    EXPECT_EQ(against(SortKey::Subject), (Order{5, 1, 2, 3, 4}));
}

TEST_F(Sorting, byAddresses)
{
    mail.add("From: Zoe <beta@x>\r\nTo: b@y\r\nCc: c@z, a@z");
    mail.add("From: Alpha <gamma@x>\r\nTo: Team: a@y;");
    mail.add("From: alpha@x\r\nCc: B@z");
    EXPECT_EQ(by(SortKey::From), (Order{3, 1, 2}));
    EXPECT_EQ(by(SortKey::To), (Order{3, 2, 1}));
    EXPECT_EQ(by(SortKey::Cc), (Order{2, 3, 1}));
    EXPECT_EQ(by(SortKey::DisplayFrom), (Order{2, 3, 1}));
    EXPECT_EQ(by(SortKey::DisplayTo), (Order{3, 1, 2}));
}

TEST_F(Sorting, byTimes)
{
    mail.add("Date: Thu, 1 Jan 1970 01:00:00 +0100", 50); // 0
    mail.add("X: no date", 10); // 10
    mail.add("Date: Wed, 31 Dec 1969 23:59:00 +0000", 30); // -60
    EXPECT_EQ(by(SortKey::Date), (Order{3, 1, 2}));
    EXPECT_EQ(against(SortKey::Date), (Order{2, 1, 3}));
    EXPECT_EQ(by(SortKey::Arrival), (Order{2, 3, 1}));
}

TEST_F(Sorting, byOneAfterTheOther)
{
    mail.add("Subject: b\r\nX: longer");
    mail.add("Subject: a");
    mail.add("Subject: b");
    mail.add("Subject: a\r\nX: longer");
    EXPECT_EQ(
        by({
            {SortKey::Subject, false},
            {SortKey::Size,    false}
    }),
        (Order{2, 4, 3, 1})
    );
    EXPECT_EQ(
        by({
            {SortKey::Subject, true },
            {SortKey::Size,    false}
    }),
        (Order{3, 1, 2, 4})
    );
    EXPECT_EQ(
        by({
            {SortKey::Size,    true },
            {SortKey::Subject, false}
    }),
        (Order{4, 1, 2, 3})
    );
    EXPECT_EQ(by({}), (Order{1, 2, 3, 4}));
}

TEST_F(Sorting, textsThatComeLaterFindTheirPlace)
{
    for (int i = 0; i < 300; ++i)
        mail.add("Subject: " + std::to_string(1000 - i));
    EXPECT_EQ(by(SortKey::Subject).back(), 2U); // 999; 1000 begins with a 1
    mail.add("Subject: 7005");
    EXPECT_EQ(by(SortKey::Subject)[0], 1U);
    EXPECT_EQ(by(SortKey::Subject)[1], 301U);
    EXPECT_EQ(by(SortKey::Subject)[2], 300U); // 701
    for (int i = 0; i < 300; ++i)
        mail.add("Subject: 0" + std::to_string(i));
    const auto order = by(SortKey::Subject);
    EXPECT_EQ(order[0], 302U);
    EXPECT_EQ(order[300], 1U);
    EXPECT_EQ(order[301], 301U); // 7005 before 701
    EXPECT_EQ(order[302], 300U);
}

TEST_F(Sorting, keepsTheLetterCaseWhereTheCollationDoes)
{
    using enum text::Collation;
    const auto ordered = [this](
                             text::Collation collation,
                             SortKey key,
                             const std::vector<std::string>& headers
                         ) {
        mail = SortedMail(collation);
        for (const auto& header : headers)
            mail.add(header);
        return by(key);
    };
    const std::vector<std::string> subjects{
        "Subject: Re: beta", "Subject: ALPHA", "Subject: [x] Beta", "Subject: \xc3\x84"
    };
    EXPECT_EQ(ordered(UnicodeCasemap, SortKey::Subject, subjects), (Order{2, 4, 1, 3}));
    EXPECT_EQ(ordered(AsciiCasemap, SortKey::Subject, subjects), (Order{2, 1, 3, 4}));
    EXPECT_EQ(ordered(Octet, SortKey::Subject, subjects), (Order{2, 3, 1, 4}));
    const std::vector<std::string> senders{
        "From: b@x\r\nTo: B@x\r\nCc: none:;, \"a b\"@x", "From: A@x\r\nTo: a@x\r\nCc: C@x",
        "From: Zed <a@x>\r\nTo: C@x", "From: B@x"
    };
    EXPECT_EQ(ordered(UnicodeCasemap, SortKey::From, senders), (Order{2, 3, 1, 4}));
    EXPECT_EQ(ordered(AsciiCasemap, SortKey::From, senders), (Order{2, 3, 1, 4}));
    EXPECT_EQ(ordered(Octet, SortKey::From, senders), (Order{2, 4, 3, 1}));
    EXPECT_EQ(ordered(Octet, SortKey::To, senders), (Order{4, 1, 3, 2}));
    EXPECT_EQ(ordered(Octet, SortKey::Cc, senders), (Order{3, 4, 2, 1}));
    EXPECT_EQ(ordered(Octet, SortKey::DisplayFrom, senders), (Order{2, 4, 3, 1}));
}

TEST_F(Sorting, keysOfMessagesAreAddedInAnyOrderAndOnce)
{
    mail.add("Subject: b");
    mail.add("Subject: a");
    SortKeys keys;
    for (const auto uid : {2U, 1U, 2U})
        ASSERT_TRUE(keys.add(Uid(uid), {}));
    keys.settle();
    EXPECT_EQ(keys.entries().size(), 2U);
    EXPECT_TRUE(keys.missing(mail.uids, 10).empty());
    ASSERT_TRUE(keys.add(Uid(5), {}));
    keys.settle();
    const std::vector<Uid> asked{Uid(1), Uid(3), Uid(4), Uid(5), Uid(6)};
    EXPECT_EQ(keys.missing(asked, 10), (std::vector<Uid>{Uid(3), Uid(4), Uid(6)}));
    EXPECT_EQ(keys.missing(asked, 2), (std::vector<Uid>{Uid(3), Uid(4)}));
}

TEST_F(Sorting, aDamagedSummaryIsAnError)
{
    SortKeys keys;
    EXPECT_FALSE(keys.add(Uid(1), "x"));
    EXPECT_FALSE(keys.add(Uid(1), std::string(32, 'h') + "\x09"));
}

} // namespace postamt::mail
