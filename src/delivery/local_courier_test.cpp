#include "delivery/local_courier.h"
#include "mail/test_mail.h"

#include <gtest/gtest.h>

namespace postamt::delivery {
namespace {

class LocalCourierTest : public testing::Test {
protected:
    LocalCourierTest()
    {
        EXPECT_TRUE(directory.addDomain("example.test"));
        accounts::NewAccount account;
        account.address = "alice@example.test";
        account.credentials
            = *accounts::makeCredentials("secret", random, accounts::PasswordCost::least());
        alice = *directory.addAccount(account);
    }

    Result<> deliver(std::string address)
    {
        LocalCourier courier(directory, mail.pool, mail.workers, mail.clock, [this] { return quota; });
        return mail.run(courier.deliver(std::move(address), "Subject: s\r\n\r\nText\r\n"));
    }

    mail::TestMail mail;
    SystemRandom random;
    accounts::Directory directory{mail.engine, mail.clock};
    mail::QuotaLimits quota;
    mail::AccountId alice;
};

TEST_F(LocalCourierTest, bringsAMessageFromTheNullSender)
{
    EXPECT_TRUE(deliver("Alice+detail@example.test"));
    const auto account = mail.account(alice);
    const auto inbox = account->state()->mailbox("INBOX")->id;
    const auto summary = mail.run(account->summaries(inbox, {mail::Uid(1)}));
    const auto blob = mail::decodeStoredSummary(summary->front())->blob;
    EXPECT_EQ(
        mail.run(account->blob(blob, 0, 1000)), "Return-Path: <>\r\nSubject: s\r\n\r\nText\r\n"
    );
}

TEST_F(LocalCourierTest, nobodyThere)
{
    EXPECT_EQ(deliver("nobody@example.test").error().code, "NONEXISTENT");
    EXPECT_EQ(deliver("alice@example.org").error().code, "NONEXISTENT");
    EXPECT_EQ(deliver("alice").error().fault, Fault::Bad);
}

TEST_F(LocalCourierTest, aFullMailboxIsSaid)
{
    quota.bytes = 10;
    EXPECT_EQ(deliver("alice@example.test").error().code, "OVERQUOTA");
    EXPECT_TRUE(directory.setAccount("alice@example.test", "quota.bytes", "0"));
    EXPECT_TRUE(deliver("alice@example.test"));
}

} // namespace
} // namespace postamt::delivery
