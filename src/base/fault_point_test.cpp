#include "base/fault_point.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace postamt {
namespace {

#ifdef POSTAMT_FAULTS

TEST(FaultPointTest, APointThatIsNotArmedOnlyCounts)
{
    faultPoint("test.counted");
    faultPoint("test.counted");
    EXPECT_EQ(runFaultCommand("passages test.counted"), "2");
    EXPECT_EQ(runFaultCommand("passages test.other"), "0");
}

void passThrice()
{
    for (int passage = 1; passage <= 3; ++passage)
        faultPoint("test.armed");
    std::_Exit(0);
}

TEST(FaultPointTest, TheNthPassageKills)
{
    ASSERT_EQ(runFaultCommand("arm test.armed 3"), "ok");
    EXPECT_EXIT(passThrice(), testing::KilledBySignal(SIGKILL), "");
    ASSERT_EQ(runFaultCommand("arm test.armed 4"), "ok");
    EXPECT_EXIT(passThrice(), testing::ExitedWithCode(0), "");
}

TEST(FaultPointTest, AnActionTakesThePlaceOfTheKill)
{
    setFaultAction("end", [] { std::_Exit(7); });
    ASSERT_EQ(runFaultCommand("arm test.armed 1 end"), "ok");
    EXPECT_EXIT(passThrice(), testing::ExitedWithCode(7), "");
    ASSERT_EQ(runFaultCommand("arm test.armed 1 unknown"), "ok");
    EXPECT_EXIT(passThrice(), testing::KilledBySignal(SIGKILL), "");
}

TEST(FaultPointTest, ErrorsAndNumbers)
{
    EXPECT_EQ(faultError("test.write"), 0);
    EXPECT_EQ(faultNumber("test.period", 60), 60);
    EXPECT_EQ(runFaultCommand("error test.write 28"), "ok");
    EXPECT_EQ(runFaultCommand("number test.period 1"), "ok");
    EXPECT_EQ(faultError("test.write"), ENOSPC);
    EXPECT_EQ(faultNumber("test.period", 60), 1);
    EXPECT_EQ(runFaultCommand("error test.write 0"), "ok");
    EXPECT_EQ(faultError("test.write"), 0);
}

TEST(FaultPointTest, RefusesWhatItDoesNotKnow)
{
    for (const char* line : {"", "arm", "arm name", "arm name x", "error name", "break name 1"})
        EXPECT_NE(runFaultCommand(line), "ok") << line;
}

#else

TEST(FaultPointTest, IsNothingInAnOrdinaryBuild)
{
    ASSERT_EQ(::setenv("POSTAMT_FAULTS", "arm test.armed 1;error test.write 28;number n 1", 1), 0);
    faultPoint("test.armed");
    static_assert(faultError("test.write") == 0);
    static_assert(faultNumber("n", 60) == 60);
    ASSERT_EQ(::unsetenv("POSTAMT_FAULTS"), 0);
}

#endif

} // namespace
} // namespace postamt
