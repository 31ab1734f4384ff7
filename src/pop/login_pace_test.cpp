#include "pop/login_pace.h"

#include <gtest/gtest.h>

namespace postamt::pop {

namespace {

constexpr mail::AccountId alice(1);
constexpr mail::AccountId bob(2);

} // namespace

TEST(LoginPace, holdsEachAccountToTheDelay)
{
    LoginPace pace;
    EXPECT_TRUE(pace.admit(alice, 1'000, 300));
    EXPECT_TRUE(pace.admit(bob, 1'001, 300));
    EXPECT_FALSE(pace.admit(alice, 1'000, 300));
    EXPECT_FALSE(pace.admit(alice, 1'299, 300)) << "a refusal begins nothing anew";
    EXPECT_TRUE(pace.admit(alice, 1'300, 300));
    EXPECT_FALSE(pace.admit(bob, 1'300, 300));
    EXPECT_TRUE(pace.admit(bob, 1'300, 299)) << "the delay as it is now";
}

TEST(LoginPace, holdsNobodyWithoutDelayOrWhenTheClockWasSetBack)
{
    LoginPace pace;
    EXPECT_TRUE(pace.admit(alice, 1'000, 0));
    EXPECT_TRUE(pace.admit(alice, 1'000, 0));
    EXPECT_EQ(pace.size(), 0U);
    EXPECT_TRUE(pace.admit(alice, 1'000, 300));
    EXPECT_TRUE(pace.admit(alice, 999, 300));
    EXPECT_FALSE(pace.admit(alice, 999, 300));
}

TEST(LoginPace, forgetsWhoMayLogInAgain)
{
    LoginPace pace;
    for (std::uint64_t id = 1; id <= 1'023; ++id)
        EXPECT_TRUE(pace.admit(mail::AccountId(id), 1'000, 300));
    EXPECT_EQ(pace.size(), 1'023U);
    EXPECT_TRUE(pace.admit(mail::AccountId(5'000), 1'300, 300));
    EXPECT_EQ(pace.size(), 1U);
    for (std::uint64_t id = 1; id <= 3'000; ++id)
        EXPECT_TRUE(pace.admit(mail::AccountId(id), 1'300, 300));
    EXPECT_EQ(pace.size(), 3'001U) << "nobody is let in too soon to save memory";
    EXPECT_FALSE(pace.admit(mail::AccountId(1), 1'300, 300));
}

} // namespace postamt::pop
