#include "store/conformance.h"
#include "store/rocks/rocks_engine.h"

#include <gtest/gtest.h>

namespace postamt::store {

INSTANTIATE_TEST_SUITE_P(
    Rocks,
    EngineConformance,
    testing::Values(EngineUnderTest{
        "rocks",
        true,
        [](const std::filesystem::path& directory, const Clock& clock) {
            RocksOptions options;
            options.clock = &clock;
            return openRocks(directory / "store", options).value();
        },
    })
);

} // namespace postamt::store
