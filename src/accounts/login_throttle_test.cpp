#include "accounts/login_throttle.h"

#include <gtest/gtest.h>

#include <string>

namespace postamt::accounts {
namespace {

using std::chrono::seconds;

class LoginThrottleTest : public testing::Test {
protected:
    /// One wrong password; gives what it had to bear.
    ThrottleVerdict wrong(std::string_view user, std::string_view peer)
    {
        const auto verdict = throttle.begin(user, peer);
        if (!verdict.banned)
            throttle.fail(user, peer);
        return verdict;
    }

    ThrottleVerdict right(std::string_view user, std::string_view peer)
    {
        const auto verdict = throttle.begin(user, peer);
        if (!verdict.banned)
            throttle.succeed(user, peer);
        return verdict;
    }

    ManualClock clock{1'700'000'000};
    SystemRandom random;
    LoginThrottle throttle{clock, random};
};

TEST_F(LoginThrottleTest, theDelayGrows)
{
    std::vector<long> delays;
    for (int i = 0; i < 9; ++i)
        delays.push_back(wrong("alice@x", "192.0.2.1").delay.count());
    EXPECT_EQ(delays, (std::vector<long>{0, 0, 0, 1, 2, 4, 8, 15, 15}));
}

TEST_F(LoginThrottleTest, aSuccessResets)
{
    for (int i = 0; i < 6; ++i)
        wrong("alice@x", "192.0.2.1");
    EXPECT_EQ(right("alice@x", "192.0.2.1").delay, seconds(8));
    EXPECT_EQ(wrong("alice@x", "192.0.2.1").delay, seconds(0));
    EXPECT_EQ(wrong("alice@x", "192.0.2.2").delay, seconds(0));
}

TEST_F(LoginThrottleTest, aBanIsNoLongerWhenTheClockIsSetBack)
{
    for (int i = 0; i < 20; ++i)
        wrong("user" + std::to_string(i), "192.0.2.1");
    EXPECT_EQ(wrong("alice@x", "192.0.2.1").banned, seconds(900));
    clock.advance(-std::chrono::hours(24 * 365));
    EXPECT_EQ(wrong("alice@x", "192.0.2.1").banned, seconds(900));
    clock.advance(seconds(900));
    EXPECT_EQ(right("alice@x", "192.0.2.1").banned, std::nullopt);
}

TEST_F(LoginThrottleTest, countsForTheUserWhereverTheyCome)
{
    for (int i = 0; i < 5; ++i)
        wrong(i % 2 == 0 ? "alice@x" : "ALICE@X", "192.0.2." + std::to_string(i));
    EXPECT_EQ(wrong("alice@x", "198.51.100.1").delay, seconds(4));
    EXPECT_EQ(wrong("bob@x", "198.51.100.2").delay, seconds(0));
}

TEST_F(LoginThrottleTest, countsForTheAddressWhateverTheUser)
{
    for (int i = 0; i < 5; ++i)
        wrong("user" + std::to_string(i), "2001:db8::" + std::to_string(i + 1));
    EXPECT_EQ(wrong("alice@x", "2001:db8::ffff").delay, seconds(4)) << "one network of 64 bits";
    EXPECT_EQ(wrong("bob@x", "2001:db8:0:1::1").delay, seconds(0));
}

TEST_F(LoginThrottleTest, whoWasHereBeforeIsNotDelayedByOthers)
{
    right("alice@x", "192.0.2.1");
    for (int i = 0; i < 10; ++i)
        wrong("alice@x", "198.51.100." + std::to_string(i));
    EXPECT_EQ(right("alice@x", "192.0.2.1").delay, seconds(0));
    for (int i = 0; i < 10; ++i)
        wrong("alice@x", "198.51.100." + std::to_string(i));
    EXPECT_EQ(right("alice@x", "192.0.2.99").delay, seconds(15));
}

TEST_F(LoginThrottleTest, anAddressIsBannedForAWhile)
{
    for (int i = 0; i < 19; ++i)
        EXPECT_FALSE(wrong("u" + std::to_string(i), "192.0.2.1").banned);
    EXPECT_FALSE(wrong("alice@x", "192.0.2.1").banned);
    EXPECT_EQ(wrong("alice@x", "192.0.2.1").banned, seconds(900));
    clock.advance(seconds(899));
    EXPECT_EQ(right("alice@x", "::ffff:192.0.2.1").banned, seconds(1)) << "the same in IPv6";
    EXPECT_FALSE(right("alice@x", "192.0.2.2").banned);
    clock.advance(seconds(1));
    EXPECT_EQ(right("alice@x", "192.0.2.1"), ThrottleVerdict());
}

TEST_F(LoginThrottleTest, aUnixSocketHasNoAddressToBan)
{
    for (int i = 0; i < 50; ++i)
        EXPECT_FALSE(wrong("u" + std::to_string(i), "").banned);
    EXPECT_EQ(wrong("alice@x", ""), ThrottleVerdict());
}

TEST_F(LoginThrottleTest, failuresAreForgotten)
{
    for (int i = 0; i < 10; ++i)
        wrong("alice@x", "192.0.2.1");
    clock.advance(seconds(900));
    EXPECT_EQ(wrong("alice@x", "192.0.2.1").delay, seconds(0));
}

TEST_F(LoginThrottleTest, manyAtOnceAreNoWayAround)
{
    seconds worst{0};
    for (int i = 0; i < 30; ++i) {
        const auto delay = throttle.begin("alice@x", "192.0.2.1").delay;
        if (i < LoginThrottle::freePending + 2) {
            EXPECT_EQ(delay, seconds(0)) << i;
        }
        worst = std::max(worst, delay);
    }
    EXPECT_EQ(worst, seconds(15));
    // Their connections are lost: that is forgotten.
    clock.advance(seconds(LoginThrottle::pendingTime));
    EXPECT_EQ(throttle.begin("alice@x", "192.0.2.1").delay, seconds(0));
}

TEST_F(LoginThrottleTest, whatWeCouldNotCheckIsNoFailure)
{
    for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(throttle.begin("alice@x", "192.0.2.1"), ThrottleVerdict());
        throttle.abandon("alice@x", "192.0.2.1");
    }
}

TEST_F(LoginThrottleTest, memoryIsBounded)
{
    for (int i = 0; i < 5; ++i)
        wrong("alice@x", "");
    for (std::size_t i = 0; i < LoginThrottle::limit - 1; ++i)
        wrong("u" + std::to_string(i), "");
    EXPECT_EQ(wrong("alice@x", "").delay, seconds(4))
        << "still known: used again, it is the newest";
    for (std::size_t i = 0; i < LoginThrottle::limit; ++i)
        wrong("v" + std::to_string(i), "");
    EXPECT_EQ(wrong("alice@x", "").delay, seconds(0)) << "gave way";
}

TEST_F(LoginThrottleTest, thePolicyCanChange)
{
    throttle.setPolicy(
        {.freeFailures = 0, .longestDelay = seconds(2), .banFailures = 3, .banTime = seconds(60)}
    );
    EXPECT_EQ(wrong("alice@x", "192.0.2.1").delay, seconds(1));
    EXPECT_EQ(wrong("alice@x", "192.0.2.1").delay, seconds(2));
    EXPECT_EQ(wrong("alice@x", "192.0.2.1").delay, seconds(2));
    EXPECT_EQ(wrong("alice@x", "192.0.2.1").banned, seconds(60));
}

TEST_F(LoginThrottleTest, hostileNames)
{
    wrong("", "nonsense");
    wrong(std::string(100'000, 'x'), std::string("a\0b", 3));
    wrong("\xff\xfe", "::1%eth0");
    EXPECT_EQ(wrong("alice@x", "192.0.2.1"), ThrottleVerdict());
}

} // namespace
} // namespace postamt::accounts
