#include "store/conformance.h"

#include <fmt/core.h>

#include <atomic>
#include <set>
#include <thread>

namespace postamt::store {

namespace {

constexpr Partition one(1);
constexpr Partition two(2);

Batch batchOf(Partition partition, std::uint64_t expected, std::uint64_t next)
{
    Batch batch;
    batch.partition = partition;
    batch.expected = Version(expected);
    batch.next = Version(next);
    batch.puts.push_back({"last", std::to_string(next)});
    return batch;
}

} // namespace

TEST_P(EngineConformance, AConflictDoesNothing)
{
    put(one, "a", "1");
    put(one, "a", "2");
    for (const std::uint64_t expected : {0U, 1U, 3U}) {
        Batch batch = batchOf(one, expected, 9);
        batch.removes = {"a"};
        batch.bodies = {makeBody("a body"), makeBody(noise(1'200'000))};
        batch.linked = {batch.bodies[0]->id(), batch.bodies[1]->id()};
        const auto bodies = batch.bodies;
        EXPECT_EQ(commit(std::move(batch)).value(), Committed::Conflict);
        for (const auto& body : bodies)
            EXPECT_FALSE(hasBlob(body->id()));
    }
    EXPECT_EQ(get(one, "a"), "2");
    EXPECT_EQ(get(one, "last"), "(none)");
    EXPECT_EQ(engine().version(one).value(), Version(2));
    EXPECT_EQ(commit(batchOf(two, 1, 2)).value(), Committed::Conflict);
    EXPECT_EQ(engine().version(two).value(), Version(0));
}

TEST_P(EngineConformance, AVersionMayJumpButMustRise)
{
    EXPECT_EQ(commit(batchOf(one, 0, 1'000'000'000'000)).value(), Committed::Done);
    EXPECT_EQ(engine().version(one).value(), Version(1'000'000'000'000));
    for (const std::uint64_t next : {999'999'999'999UL, 1'000'000'000'000UL}) {
        const auto result = commit(batchOf(one, 1'000'000'000'000, next));
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().fault, Fault::Internal);
    }
    EXPECT_EQ(commit(batchOf(one, 1'000'000'000'000, ~0ULL)).value(), Committed::Done);
    EXPECT_EQ(engine().version(one).value(), Version(~0ULL));
}

TEST_P(EngineConformance, AnEmptyBatchRaisesTheVersion)
{
    mustCommit(batchFor(one));
    EXPECT_EQ(engine().version(one).value(), Version(1));
    EXPECT_TRUE(keys(one).empty());
}

TEST_P(EngineConformance, CommitsToAPartitionKeepTheirOrder)
{
    // Nobody waits in between; every tenth brings a body that takes longer, every seventh comes
    // with a version that was taken already.
    constexpr std::uint64_t total = 200;
    std::vector<std::future<Result<Committed>>> results;
    std::uint64_t version = 0;
    std::vector<bool> conflicts;
    for (std::uint64_t i = 1; i <= total; ++i) {
        conflicts.push_back(i % 7 == 0);
        Batch batch = batchOf(one, conflicts.back() ? version - 1 : version, i);
        if (!conflicts.back())
            version = i;
        if (i % 10 == 0)
            batch.bodies.push_back(makeBody(noise(1'100'000, static_cast<unsigned>(i / 50))));
        results.push_back(start(std::move(batch)));
    }
    for (std::size_t i = 0; i < total; ++i)
        EXPECT_EQ(results[i].get().value(), conflicts[i] ? Committed::Conflict : Committed::Done)
            << i;
    EXPECT_EQ(get(one, "last"), std::to_string(version));
}

TEST_P(EngineConformance, CompletionsMayCommit)
{
    std::promise<int> finished;
    std::function<void(int)> next = [&](int i) {
        engine().commit(
            batchOf(one, static_cast<std::uint64_t>(i), static_cast<std::uint64_t>(i) + 1),
            [&, i](Result<Committed> result) {
                if (result && *result == Committed::Done && i < 99)
                    next(i + 1);
                else
                    finished.set_value(i);
            }
        );
    };
    next(0);
    EXPECT_EQ(finished.get_future().get(), 99);
    EXPECT_EQ(engine().version(one).value(), Version(100));
}

TEST_P(EngineConformance, WatchersHearOfTheirPartition)
{
    std::mutex mutex;
    std::vector<std::pair<Partition, Version>> heard;
    const auto watcher = [&](Partition partition, Version version) {
        const std::lock_guard lock(mutex);
        heard.emplace_back(partition, version);
    };
    auto first = engine().watch(one, watcher);
    auto second = engine().watch(one, watcher);
    put(one, "a", "1");
    put(two, "a", "1");
    EXPECT_EQ(commit(batchOf(one, 7, 8)).value(), Committed::Conflict);
    mustCommit(batchOf(one, 1, 5));
    // Whoever is told is told within the turn of the commit or soon after it.
    const auto countIs = [&](std::size_t count) {
        for (int i = 0; i < 2000; ++i) {
            {
                const std::lock_guard lock(mutex);
                if (heard.size() >= count)
                    break;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        const std::lock_guard lock(mutex);
        return heard.size() == count;
    };
    ASSERT_TRUE(countIs(4));
    {
        const std::lock_guard lock(mutex);
        EXPECT_EQ(heard[0], std::pair(one, Version(1)));
        EXPECT_EQ(heard[1], std::pair(one, Version(1)));
        EXPECT_EQ(heard[3], std::pair(one, Version(5)));
        heard.clear();
    }
    second.reset();
    put(one, "a", "2");
    ASSERT_TRUE(countIs(1));
    first.reset();
    put(one, "a", "3");
    put(one, "a", "4");
    ASSERT_TRUE(countIs(1));
}

TEST_P(EngineConformance, AWatchHandleMayOutliveTheEngineAndGoInsideTheCall)
{
    std::shared_ptr<void> once;
    std::promise<void> told;
    int calls = 0;
    once = engine().watch(one, [&](Partition, Version) {
        ++calls;
        once.reset();
        told.set_value();
    });
    auto outliving = engine().watch(two, [](Partition, Version) { });
    put(one, "a", "1");
    told.get_future().get();
    put(one, "a", "2");
    closeEngine();
    EXPECT_EQ(calls, 1);
    outliving.reset();
}

TEST_P(EngineConformance, ReadersSeeWholeCommitsOnly)
{
    // Each commit writes the same number into all keys of the partition, and adds or removes a
    // further key according to it.
    constexpr std::uint64_t partitions = 4;
    constexpr std::uint64_t commits = 60;
    std::atomic<bool> stop = false;
    std::atomic<int> torn = 0;
    std::atomic<int> scans = 0;
    const auto write = [&](Partition partition) {
        for (std::uint64_t i = 1; i <= commits; ++i) {
            Batch batch;
            batch.partition = partition;
            batch.expected = Version(i - 1);
            batch.next = Version(i);
            for (int key = 0; key < 20; ++key)
                batch.puts.push_back({fmt::format("{:03}", key), std::to_string(i)});
            if (i % 2 == 0)
                batch.puts.push_back({"even", std::to_string(i)});
            else
                batch.removes.push_back("even");
            mustCommit(std::move(batch));
        }
    };
    const auto read = [&] {
        for (std::uint64_t turn = 0; !stop; ++turn) {
            const Records all = records(Partition(1 + turn % partitions));
            ++scans;
            if (all.empty())
                continue;
            const std::string& first = all[0].second;
            const bool even = std::stoull(first) % 2 == 0;
            if (all.size() != (even ? 21U : 20U))
                ++torn;
            for (const auto& [key, value] : all)
                if (value != first)
                    ++torn;
        }
    };
    std::vector<std::thread> readers;
    for (int i = 0; i < 2; ++i)
        readers.emplace_back(read);
    {
        std::vector<std::thread> writers;
        for (std::uint64_t i = 1; i <= partitions; ++i)
            writers.emplace_back(write, Partition(i));
        for (auto& thread : writers)
            thread.join();
    }
    stop = true;
    for (auto& thread : readers)
        thread.join();
    EXPECT_EQ(torn, 0);
    EXPECT_GT(scans, 0);
    for (std::uint64_t i = 1; i <= partitions; ++i)
        EXPECT_EQ(engine().version(Partition(i)).value(), Version(commits));
}

TEST_P(EngineConformance, OfManyWritersOnOnePartitionOneWins)
{
    constexpr int threads = 4;
    constexpr int each = 25;
    const auto increment = [&] {
        for (int i = 0; i < each; ++i)
            for (bool done = false; !done;) {
                Batch batch = batchFor(one);
                // The version read first is the older one, so that a stale count is a conflict.
                const std::string count = get(one, "count");
                const int old = count == "(none)" ? 0 : std::stoi(count);
                batch.puts.push_back({"count", std::to_string(old + 1)});
                done = commit(std::move(batch)).value() == Committed::Done;
            }
    };
    std::vector<std::thread> all;
    for (int i = 0; i < threads; ++i)
        all.emplace_back(increment);
    for (auto& thread : all)
        thread.join();
    EXPECT_EQ(get(one, "count"), std::to_string(threads * each));
    EXPECT_EQ(engine().version(one).value(), Version(threads * each));
}

TEST_P(EngineConformance, CloseFinishesWhatWaits)
{
    std::vector<std::future<Result<Committed>>> results;
    for (std::uint64_t i = 0; i < 50; ++i) {
        Batch batch = batchOf(one, i, i + 1);
        if (i % 10 == 0)
            batch.bodies.push_back(makeBody(noise(1'200'000, static_cast<unsigned>(i))));
        results.push_back(start(std::move(batch)));
    }
    closeEngine();
    for (auto& result : results)
        EXPECT_EQ(result.get().value(), Committed::Done);
}

TEST_P(EngineConformance, ReopeningKeepsEverything)
{
    if (!GetParam().persistent)
        GTEST_SKIP() << "this engine keeps nothing";
    const BlobId small = add(one, "a small body");
    const BlobId large = add(two, noise(1'500'000));
    const BlobId empty = add(two, "");
    const BlobId unheld = addUnheld(one, "nobody's");
    Batch batch = batchFor(one);
    for (int i = 0; i < 1000; ++i)
        batch.puts.push_back({std::to_string(i), noise(200, static_cast<unsigned>(i))});
    mustCommit(std::move(batch));
    const Records before = records(one);
    for (int round = 0; round < 3; ++round) {
        reopen();
        EXPECT_EQ(records(one), before);
        EXPECT_EQ(engine().version(one).value(), Version(3));
        EXPECT_EQ(engine().version(two).value(), Version(2));
        EXPECT_EQ(blob(small), "a small body");
        EXPECT_EQ(blob(large), noise(1'500'000));
        EXPECT_EQ(blob(empty), "");
        EXPECT_TRUE(hasBlob(empty));
        std::set<BlobId> held;
        const auto visit = [&](const BlobId& id) { return held.insert(id).second; };
        ASSERT_TRUE(engine().links(two, visit));
        EXPECT_EQ(held, (std::set{large, empty}));
    }
    clock_.advance(std::chrono::seconds(1));
    EXPECT_EQ(purge(clock_.seconds()), 1U);
    EXPECT_FALSE(hasBlob(unheld));
    put(one, "0", "overwritten");
    reopen();
    EXPECT_EQ(get(one, "0"), "overwritten");
    EXPECT_FALSE(hasBlob(unheld));
}

} // namespace postamt::store
