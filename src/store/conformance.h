#pragma once

#include "base/clock.h"
#include "store/engine.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace postamt::store {

/// How the suite gets an engine.
struct EngineUnderTest {
    std::string name;
    /// Whether what was committed is there after close() and open() with the same directory.
    bool persistent = false;
    std::function<std::unique_ptr<Engine>(const std::filesystem::path& directory, const Clock&)>
        open;
    /// Opens what Engine::checkpoint() has made.
    std::function<std::unique_ptr<Engine>(const std::filesystem::path& directory, const Clock&)>
        openCheckpoint;
};

std::ostream& operator<<(std::ostream& out, const EngineUnderTest& engine);

/// What every engine must do (store/engine.h). The test of an engine links store_conformance and
/// says INSTANTIATE_TEST_SUITE_P(Name, EngineConformance, testing::Values(EngineUnderTest{...})).
class EngineConformance : public testing::TestWithParam<EngineUnderTest> {
protected:
    using Records = std::vector<std::pair<std::string, std::string>>;

    EngineConformance();
    ~EngineConformance() override;

    Engine& engine() { return *engine_; }

    void closeEngine();
    void reopen();

    /// A path in the test's own directory where nothing is yet.
    std::filesystem::path place(std::string_view name) const { return directory_ / name; }

    /// Leaves the engine for a checkpoint.
    void moveTo(const std::filesystem::path& checkpoint);

    /// An empty batch upon the present version of the partition.
    Batch batchFor(Partition partition);

    /// Commits and waits.
    Result<Committed> commit(Batch batch);
    /// Commits without waiting.
    std::future<Result<Committed>> start(Batch batch);
    /// Commits and expects it to be done.
    void mustCommit(Batch batch);
    /// Commits one put.
    void put(Partition partition, std::string key, std::string value);
    /// Commits a body that the partition holds, or that nobody holds.
    BlobId add(Partition partition, std::string bytes);
    BlobId addUnheld(Partition partition, std::string bytes);
    void link(Partition partition, const BlobId& id);
    void unlink(Partition partition, const BlobId& id);

    Records
    records(Partition partition, const KeyRange& range = {}, Order order = Order::Ascending);
    std::vector<std::string>
    keys(Partition partition, const KeyRange& range = {}, Order order = Order::Ascending);
    /// The value, or "(none)".
    std::string get(Partition partition, std::string_view key);
    /// All bytes of the blob, or "(none)".
    std::string blob(const BlobId& id);
    bool hasBlob(const BlobId& id);
    std::uint64_t purge(UnixSeconds before);

    ManualClock clock_{1'000'000};

private:
    std::filesystem::path directory_;
    std::unique_ptr<Engine> engine_;
};

/// Bytes that look random and do not compress, the same for the same seed.
std::string noise(std::size_t size, unsigned seed = 1);

} // namespace postamt::store
