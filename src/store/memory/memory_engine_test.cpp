#include "store/conformance.h"
#include "store/memory/memory_engine.h"

#include <gtest/gtest.h>

namespace postamt::store {

INSTANTIATE_TEST_SUITE_P(
    Memory,
    EngineConformance,
    testing::Values(EngineUnderTest{
        "memory",
        false,
        [](const std::filesystem::path&, const Clock& clock) {
            return std::make_unique<MemoryEngine>(clock);
        },
        [](const std::filesystem::path& directory, const Clock& clock) {
            return MemoryEngine::load(directory, clock).value();
        },
    })
);

namespace {

Batch batchOf(std::uint64_t version)
{
    Batch batch;
    batch.partition = Partition(1);
    batch.expected = Version(version - 1);
    batch.next = Version(version);
    batch.puts.push_back({"last", std::to_string(version)});
    return batch;
}

class MemoryEngineTest : public testing::Test {
protected:
    void commit(std::uint64_t version)
    {
        engine_.commit(batchOf(version), [this](Result<Committed> result) {
            results_.push_back(std::move(result));
        });
    }

    MemoryEngine engine_;
    std::vector<Result<Committed>> results_;
};

TEST_F(MemoryEngineTest, CommitsInline)
{
    commit(1);
    ASSERT_EQ(results_.size(), 1U);
    EXPECT_EQ(results_[0].value(), Committed::Done);
}

TEST_F(MemoryEngineTest, FailsTheNextCommits)
{
    engine_.failNext(2, Error{Fault::Temporary, "disk full", {}});
    commit(1);
    commit(1);
    commit(1);
    ASSERT_EQ(results_.size(), 3U);
    EXPECT_EQ(results_[0].error().text, "disk full");
    EXPECT_EQ(results_[1].error().fault, Fault::Temporary);
    EXPECT_EQ(results_[2].value(), Committed::Done);
}

TEST_F(MemoryEngineTest, FailsUntilTheFaultIsTakenAway)
{
    engine_.setFault(Error{Fault::Temporary, "disk full", {}});
    commit(1);
    EXPECT_FALSE(results_.at(0));
    EXPECT_FALSE(engine_.purge(0));
    EXPECT_EQ(engine_.version(Partition(1)).value(), Version(0));
    engine_.setFault(std::nullopt);
    commit(1);
    EXPECT_TRUE(results_.at(1));

    engine_.setReadFault(Error{Fault::Internal, "damaged", {}});
    EXPECT_EQ(engine_.get(Partition(1), "last").error().fault, Fault::Internal);
    EXPECT_FALSE(engine_.scan(Partition(1), {}, [](auto, auto) { return true; }));
    EXPECT_FALSE(engine_.version(Partition(1)));
    engine_.setReadFault(std::nullopt);
    EXPECT_EQ(engine_.get(Partition(1), "last").value(), "1");
}

TEST_F(MemoryEngineTest, HoldsCommits)
{
    engine_.hold();
    for (const std::uint64_t version : {1U, 2U, 3U, 4U})
        commit(version);
    EXPECT_EQ(engine_.waiting(), 4U);
    EXPECT_TRUE(results_.empty());
    EXPECT_EQ(engine_.get(Partition(1), "last").value(), std::nullopt);
    engine_.release(1);
    EXPECT_EQ(results_.size(), 1U);
    EXPECT_EQ(engine_.get(Partition(1), "last").value(), "1");
    engine_.release(2);
    EXPECT_EQ(results_.size(), 3U);
    commit(5);
    EXPECT_EQ(engine_.waiting(), 2U);
    engine_.release();
    EXPECT_EQ(engine_.waiting(), 0U);
    EXPECT_EQ(engine_.version(Partition(1)).value(), Version(5));
}

TEST_F(MemoryEngineTest, DamagesBlobs)
{
    Batch batch = batchOf(1);
    batch.bodies = {makeBody("good")};
    batch.linked = {blobIdOf("good")};
    engine_.commit(std::move(batch), [](Result<Committed>) { });
    engine_.damageBlob(blobIdOf("good"), "bad");
    EXPECT_EQ(engine_.blob(blobIdOf("good"), 0, 10).value(), "bad");
    engine_.damageBlob(blobIdOf("good"), std::nullopt);
    EXPECT_FALSE(engine_.blob(blobIdOf("good"), 0, 10));
}

} // namespace
} // namespace postamt::store
