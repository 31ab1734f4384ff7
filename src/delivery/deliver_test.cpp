#include "delivery/deliver.h"
#include "mail/test_mail.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace postamt::delivery {
namespace {

constexpr std::string_view text = "From: a@example.org\r\nSubject: Hello\r\n\r\nText\r\n";

class DeliverTest : public testing::Test {
protected:
    std::shared_ptr<mail::Account> account(std::uint64_t id)
    {
        return mail.account(mail::AccountId(id));
    }

    static Recipient to(std::string address, std::vector<std::shared_ptr<mail::Account>> accounts)
    {
        Recipient recipient{std::move(address), {}};
        for (auto& account : accounts)
            recipient.targets.push_back({std::move(account), {}});
        return recipient;
    }

    std::vector<Result<>> deliver(Envelope envelope)
    {
        auto body = store::makeBody(std::string(text));
        return mail.run(
            delivery::deliver(mail.workers, mail.clock, std::move(envelope), std::move(body))
        );
    }

    static std::uint32_t inbox(const mail::Account& account)
    {
        return account.state()->mailbox("INBOX")->record.messages;
    }

    mail::TestMail mail;
};

TEST_F(DeliverTest, oneRecipient)
{
    const auto alice = account(1);
    const auto results = deliver({"a@example.org", {to("alice@example.test", {alice})}});
    ASSERT_EQ(results.size(), 1U);
    EXPECT_TRUE(results[0]);
    EXPECT_EQ(inbox(*alice), 1U);
}

TEST_F(DeliverTest, manyRecipientsShareTheBodyAndTheCommitsDoNotWaitForEachOther)
{
    Envelope envelope{"a@example.org", {}};
    std::vector<std::shared_ptr<mail::Account>> accounts;
    for (std::uint64_t id = 1; id <= 20; ++id) {
        accounts.push_back(account(id));
        envelope.recipients.push_back(to("u@example.test", {accounts.back()}));
    }
    mail.engine.hold();
    auto body = store::makeBody(std::string(text));
    auto started = mail.start(delivery::deliver(mail.workers, mail.clock, envelope, body));
    EXPECT_EQ(mail.engine.waiting(), 20U);
    EXPECT_FALSE(started->isDone);
    mail.engine.release();
    const auto results = mail.finish(started);
    EXPECT_EQ(std::ranges::count_if(results, [](const auto& one) { return one.has_value(); }), 20);
    std::size_t blobs = 0;
    ASSERT_TRUE(mail.engine.blobs([&](const auto&, std::uint64_t) { return ++blobs > 0; }));
    EXPECT_EQ(blobs, 1U);
}

TEST_F(DeliverTest, anAccountGetsTheMessageOnce)
{
    const auto alice = account(1);
    const auto bob = account(2);
    const auto results = deliver({
        "a@example.org", {to("alice@example.test", {alice}), to("all@example.test", {alice, bob})}
    });
    ASSERT_EQ(results.size(), 2U);
    EXPECT_TRUE(results[0]);
    EXPECT_TRUE(results[1]);
    EXPECT_EQ(inbox(*alice), 1U);
    EXPECT_EQ(inbox(*bob), 1U);
}

TEST_F(DeliverTest, aFullAccountIsToldApart)
{
    const auto alice = account(1);
    const auto bob = account(2);
    alice->setQuota({.bytes = text.size() - 1, .messages = 0});
    const auto results = deliver({
        "a@example.org", {to("alice@example.test", {alice}), to("bob@example.test", {bob})}
    });
    ASSERT_FALSE(results[0]);
    EXPECT_EQ(results[0].error().code, "OVERQUOTA");
    EXPECT_TRUE(results[1]);
    EXPECT_EQ(inbox(*alice), 0U);
    EXPECT_EQ(inbox(*bob), 1U);
}

TEST_F(DeliverTest, theQuotaIsExact)
{
    const auto alice = account(1);
    alice->setQuota({.bytes = text.size(), .messages = 0});
    EXPECT_TRUE(deliver({"", {to("alice@example.test", {alice})}})[0]);
    EXPECT_EQ(deliver({"", {to("alice@example.test", {alice})}})[0].error().code, "OVERQUOTA");
    alice->setQuota({.bytes = 0, .messages = 2});
    EXPECT_TRUE(deliver({"", {to("alice@example.test", {alice})}})[0]);
    EXPECT_EQ(deliver({"", {to("alice@example.test", {alice})}})[0].error().code, "OVERQUOTA");
}

TEST_F(DeliverTest, withOneAnswerAFullAccountStopsTheMessageForAll)
{
    const auto alice = account(1);
    const auto bob = account(2);
    bob->setQuota({.bytes = 1, .messages = 0});
    const auto results = deliver({
        "a@example.org",
        {to("alice@example.test", {alice}), to("bob@example.test", {bob})},
        Answers::One
    });
    EXPECT_EQ(results[0].error().code, "OVERQUOTA");
    EXPECT_EQ(results[1].error().code, "OVERQUOTA");
    EXPECT_EQ(inbox(*alice), 0U);
}

TEST_F(DeliverTest, aFullAccountBehindAnAliasStopsTheOthersBehindIt)
{
    const auto alice = account(1);
    const auto bob = account(2);
    const auto carol = account(3);
    bob->setQuota({.bytes = 1, .messages = 0});
    const auto results = deliver({
        "a@example.org", {to("all@example.test", {alice, bob}), to("carol@example.test", {carol})}
    });
    EXPECT_EQ(results[0].error().code, "OVERQUOTA");
    EXPECT_TRUE(results[1]);
    EXPECT_EQ(inbox(*alice), 0U);
    EXPECT_EQ(inbox(*carol), 1U);
}

TEST_F(DeliverTest, aFailingStoreIsTemporary)
{
    const auto alice = account(1);
    mail.engine.setFault(Error{Fault::Temporary, "disk full", {}});
    const auto results = deliver({"", {to("alice@example.test", {alice})}});
    EXPECT_EQ(results[0].error().fault, Fault::Temporary);
    EXPECT_EQ(inbox(*alice), 0U);
    mail.engine.setFault({});
    EXPECT_TRUE(deliver({"", {to("alice@example.test", {alice})}})[0]);
}

} // namespace
} // namespace postamt::delivery
