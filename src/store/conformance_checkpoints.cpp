#include "store/conformance.h"

#include <atomic>
#include <thread>

namespace postamt::store {

namespace {

constexpr Partition one(1);
constexpr Partition two(2);

} // namespace

TEST_P(EngineConformance, ACheckpointHoldsEverything)
{
    put(one, "a", "1");
    put(one, "b", "2");
    put(two, "a", "3");
    const auto small = add(one, "a small body");
    const auto large = add(two, noise(3 << 20));
    const auto loose = addUnheld(two, "held by nobody");
    const auto before = records(one);
    const auto version = engine().version(two).value();

    ASSERT_TRUE(engine().checkpoint(place("copy")));
    moveTo(place("copy"));

    EXPECT_EQ(records(one), before);
    EXPECT_EQ(get(two, "a"), "3");
    EXPECT_EQ(engine().version(two).value(), version);
    EXPECT_EQ(blob(small), "a small body");
    EXPECT_EQ(blob(large), noise(3 << 20));
    // Who holds what is part of it.
    clock_.advance(std::chrono::hours(1));
    EXPECT_EQ(purge(clock_.seconds()), 1U);
    EXPECT_FALSE(hasBlob(loose));
    EXPECT_TRUE(hasBlob(small));
}

TEST_P(EngineConformance, ACheckpointAndItsStoreGoTheirOwnWays)
{
    put(one, "shared", "1");
    const auto kept = add(one, "kept");
    ASSERT_TRUE(engine().checkpoint(place("copy")));
    put(one, "later", "2");
    unlink(one, kept);
    clock_.advance(std::chrono::hours(1));
    EXPECT_EQ(purge(clock_.seconds()), 1U);

    auto copy = GetParam().openCheckpoint(place("copy"), clock_);
    EXPECT_EQ(copy->get(one, "later").value(), std::nullopt);
    EXPECT_EQ(copy->blob(kept, 0, 100).value(), "kept");
    EXPECT_EQ(get(one, "later"), "2");
    copy->close();
    copy.reset();

    moveTo(place("copy"));
    put(one, "in the copy", "3");
    EXPECT_EQ(get(one, "in the copy"), "3");
    EXPECT_EQ(get(one, "shared"), "1");
}

TEST_P(EngineConformance, AnEmptyStoreHasACheckpointToo)
{
    ASSERT_TRUE(engine().checkpoint(place("copy")));
    moveTo(place("copy"));
    EXPECT_TRUE(records(one).empty());
    put(one, "a", "1");
    EXPECT_EQ(get(one, "a"), "1");
}

TEST_P(EngineConformance, ACheckpointOverwritesNothing)
{
    put(one, "a", "1");
    std::filesystem::create_directory(place("taken"));
    const auto refused = engine().checkpoint(place("taken"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, Fault::No);
    EXPECT_EQ(refused.error().code, "EXISTS");
    EXPECT_TRUE(std::filesystem::is_empty(place("taken")));

    ASSERT_TRUE(engine().checkpoint(place("copy")));
    EXPECT_EQ(engine().checkpoint(place("copy")).error().code, "EXISTS");
    const auto homeless = engine().checkpoint(place("no such folder") / "copy");
    ASSERT_FALSE(homeless);
    EXPECT_EQ(homeless.error().fault, Fault::Temporary);
    put(one, "b", "2"); // and the store is as well as before
}

/// What was acknowledged when the checkpoint was asked for is in it; what came later is whole or
/// not there.
TEST_P(EngineConformance, ACheckpointAmidCommitsTearsNone)
{
    constexpr int rounds = 3;
    std::atomic<std::uint64_t> acknowledged = 0;
    std::atomic<bool> stop = false;
    std::thread writer([&] {
        for (std::uint64_t i = 1; !stop; ++i) {
            Batch batch;
            batch.partition = one;
            batch.expected = Version(i - 1);
            batch.next = Version(i);
            batch.puts = {
                {"x", std::to_string(i)},
                {"y", std::to_string(i)}
            };
            batch.bodies.push_back(makeBody("body " + std::to_string(i)));
            batch.linked.push_back(batch.bodies[0]->id());
            const auto done = commit(std::move(batch));
            if (!done || *done != Committed::Done)
                break;
            acknowledged = i;
        }
    });
    std::vector<std::uint64_t> known;
    for (int round = 0; round < rounds; ++round) {
        while (acknowledged < known.size() * 5 + 5)
            std::this_thread::yield();
        known.push_back(acknowledged);
        EXPECT_TRUE(engine().checkpoint(place("copy" + std::to_string(round))));
    }
    stop = true;
    writer.join();
    for (int round = 0; round < rounds; ++round) {
        moveTo(place("copy" + std::to_string(round)));
        const auto version = engine().version(one).value().value;
        EXPECT_GE(version, known[static_cast<std::size_t>(round)]);
        EXPECT_EQ(get(one, "x"), std::to_string(version));
        EXPECT_EQ(get(one, "y"), std::to_string(version));
        for (std::uint64_t i = 1; i <= version; ++i)
            EXPECT_TRUE(hasBlob(blobIdOf("body " + std::to_string(i))));
    }
}

} // namespace postamt::store
