#include "mail/test_account.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <gtest/gtest.h>

#include <latch>

namespace postamt::mail {

TEST(AccountPool, TwoWhoAskAtOnceGetTheSameObject)
{
    TestMail mail;
    auto first = mail.start(mail.pool.account(AccountId(1)));
    auto second = mail.start(mail.pool.account(AccountId(1)));
    auto other = mail.start(mail.pool.account(AccountId(2)));
    const auto account = mail.finish(first).value();
    EXPECT_EQ(mail.finish(second).value(), account);
    EXPECT_NE(mail.finish(other).value(), account);
    EXPECT_EQ(mail.account(), account);
}

TEST(AccountPool, AFailedLoadFailsAllWhoWaitAndIsTriedAnew)
{
    TestMail mail;
    mail.engine.setReadFault(diskFull);
    auto first = mail.start(mail.pool.account(AccountId(1)));
    auto second = mail.start(mail.pool.account(AccountId(1)));
    EXPECT_EQ(mail.finish(first).error().fault, Fault::Temporary);
    EXPECT_EQ(mail.finish(second).error().fault, Fault::Temporary);
    mail.engine.setReadFault({});
    EXPECT_TRUE(mail.account());
}

TEST(AccountPool, ALoadThatIsBrokenOffLeavesNoOneWaiting)
{
    TestMail mail;
    std::latch gate(1); // keeps the workers from reading
    for (int i = 0; i < 2; ++i)
        mail.workers.post([&gate] { gate.wait(); });
    boost::asio::cancellation_signal cancel;
    bool isAborted = false;
    auto ended = [&](std::exception_ptr failure, auto) { isAborted = failure != nullptr; };
    boost::asio::co_spawn(
        mail.context,
        mail.pool.account(AccountId(1)),
        boost::asio::bind_cancellation_slot(cancel.slot(), ended)
    );
    mail.poll();
    auto second = mail.start(mail.pool.account(AccountId(1)));
    cancel.emit(boost::asio::cancellation_type::terminal);
    gate.count_down();
    EXPECT_EQ(mail.finish(second).error().fault, Fault::Temporary);
    EXPECT_TRUE(isAborted);
    EXPECT_TRUE(mail.account());
}

TEST(AccountPool, KeepsTheLastUsedAndForgetsTheRest)
{
    TestMail mail(2);
    const std::weak_ptr<Account> first = mail.account(AccountId(1));
    const std::weak_ptr<Account> second = mail.account(AccountId(2));
    EXPECT_FALSE(first.expired());
    mail.account(AccountId(1));
    mail.account(AccountId(3));
    mail.run(mail.account(AccountId(3))->change([](Draft&) -> Result<> { return {}; }));
    EXPECT_FALSE(first.expired());
    EXPECT_TRUE(second.expired());
    for (std::uint64_t i = 4; i < 40; ++i)
        mail.account(AccountId(i));
    EXPECT_TRUE(first.expired());
    EXPECT_EQ(mail.account(AccountId(1))->state()->mailboxes.size(), 6U);
}

TEST(AccountPool, OneInUseIsFoundEvenIfItWasNotKept)
{
    TestMail mail(0);
    const auto held = mail.account(AccountId(1));
    for (std::uint64_t i = 2; i < 10; ++i)
        mail.account(AccountId(i));
    EXPECT_EQ(mail.account(AccountId(1)), held);
}

} // namespace postamt::mail
