#include "accounts/session_limit.h"

#include <gtest/gtest.h>

#include <utility>

namespace postamt::accounts {

TEST(SessionLimit, AdmitsSoManyOfEachAccount)
{
    SessionLimit limit(2);
    const mail::AccountId alice(1);
    auto first = limit.admit(alice);
    auto second = limit.admit(alice);
    EXPECT_TRUE(first && second);
    EXPECT_FALSE(limit.admit(alice));
    EXPECT_TRUE(limit.admit(mail::AccountId(2)));
    first.reset();
    auto third = limit.admit(alice);
    EXPECT_TRUE(third);
    third = std::move(second); // gives one back, keeps the other
    EXPECT_TRUE(limit.admit(alice));
}

TEST(SessionLimit, TakesANewLimit)
{
    SessionLimit limit(1);
    const mail::AccountId alice(1);
    const auto first = limit.admit(alice);
    limit.set(2);
    const auto second = limit.admit(alice);
    EXPECT_TRUE(second);
    limit.set(0);
    EXPECT_FALSE(limit.admit(mail::AccountId(2)));
}

TEST(SessionLimit, TicketsOutliveIt)
{
    std::optional<SessionLimit::Ticket> ticket;
    {
        SessionLimit limit(1);
        ticket = limit.admit(mail::AccountId(1));
    }
    EXPECT_TRUE(ticket);
}

} // namespace postamt::accounts
