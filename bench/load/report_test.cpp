#include "load/report.h"

#include <gtest/gtest.h>

namespace postamt::load {

TEST(Report, WritesOneStepFlatAndSeveralAsList)
{
    Step step{.operations = 2, .seconds = 0.5, .bytes = 10, .checked = 3};
    const std::string fields = R"("operations": 2, "seconds": 0.500000, "bytes": 10, "checked": 3)";
    EXPECT_EQ(format("fetch", {step}), R"({"workload": "fetch", )" + fields + "}");
    step.name = "1";
    EXPECT_EQ(
        format("fetch", {step, step}),
        R"({"workload": "fetch", "steps": [{"name": "1", )" + fields + R"(}, {"name": "1", )"
            + fields + "}]}"
    );
}

TEST(Report, TellsLatenciesInMilliseconds)
{
    Latencies latencies;
    for (int i = 100; i >= 0; --i)
        latencies.add(i / 1000.0);
    EXPECT_EQ(latencies.json(), R"({"p50": 50.000, "p90": 90.000, "p99": 99.000, "max": 100.000})");
    Latencies one;
    one.add(0.0015);
    EXPECT_EQ(one.json(), R"({"p50": 1.500, "p90": 1.500, "p99": 1.500, "max": 1.500})");
}

TEST(Report, AddsSteps)
{
    Step sum;
    sum.add({.operations = 1, .seconds = 0.25, .bytes = 5, .checked = 2});
    sum.add({.operations = 1, .seconds = 0.75, .bytes = 5, .checked = 2});
    EXPECT_EQ(
        format("search", {sum}),
        R"({"workload": "search", "operations": 2, "seconds": 1.000000, "bytes": 10, "checked": 4, )"
        R"("latency_ms": {"p50": 750.000, "p90": 750.000, "p99": 750.000, "max": 750.000}})"
    );
}

} // namespace postamt::load
