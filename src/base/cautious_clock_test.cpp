#include "base/cautious_clock.h"
#include "base/log.h"

#include <gtest/gtest.h>

namespace postamt {

namespace {

using namespace std::chrono_literals;

constexpr auto year = 365 * 24h;

CautiousClock::Wall wall;
CautiousClock::Even even;

class CautiousClockTest : public testing::Test {
protected:
    CautiousClockTest() { log::setLevel(log::Level::Off); }

    static CautiousClock make()
    {
        wall = CautiousClock::Wall(1'700'000'000s);
        even = 1000s;
        return CautiousClock([] { return wall; }, [] { return even; });
    }

    /// Both go on.
    static void pass(std::chrono::seconds span)
    {
        wall += span;
        even += span;
    }
};

} // namespace

TEST_F(CautiousClockTest, FollowsTheMachine)
{
    const auto clock = make();
    for (const auto span : {1s, 3600s, 86'400s}) {
        pass(span);
        EXPECT_EQ(clock.now(), wall);
    }
}

TEST_F(CautiousClockTest, FollowsSmallSteps)
{
    const auto clock = make();
    for (const auto step : {60s, -60s, 1s}) {
        wall += step;
        EXPECT_EQ(clock.now(), wall);
    }
}

TEST_F(CautiousClockTest, IgnoresAJumpThatGoesBack)
{
    for (const std::chrono::seconds jump : {std::chrono::seconds(10 * year), -61s, 61s, -3600s}) {
        const auto clock = make();
        const auto right = wall;
        wall += jump;
        EXPECT_EQ(clock.now(), right);
        pass(599s);
        EXPECT_EQ(clock.now(), right + 599s);
        wall -= jump;
        EXPECT_EQ(clock.now(), right + 599s);
        // what was forgotten counts no more
        pass(1s);
        wall += jump;
        EXPECT_EQ(clock.now(), right + 600s);
    }
}

TEST_F(CautiousClockTest, BelievesAJumpThatStays)
{
    for (const std::chrono::seconds jump : {std::chrono::seconds(10 * year), -3600s}) {
        const auto clock = make();
        wall += jump;
        EXPECT_EQ(clock.now(), wall - jump);
        pass(599s);
        EXPECT_EQ(clock.now(), wall - jump);
        pass(1s);
        EXPECT_EQ(clock.now(), wall);
        pass(1s);
        EXPECT_EQ(clock.now(), wall);
    }
}

TEST_F(CautiousClockTest, DoubtsASecondJumpAnew)
{
    const auto clock = make();
    const auto right = wall;
    wall += 3600s;
    EXPECT_EQ(clock.now(), right);
    pass(500s);
    wall += 3600s;
    EXPECT_EQ(clock.now(), right + 500s);
    pass(500s);
    EXPECT_EQ(clock.now(), right + 1000s);
    pass(100s);
    EXPECT_EQ(clock.now(), wall);
}

} // namespace postamt
