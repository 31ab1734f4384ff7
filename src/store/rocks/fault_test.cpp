#include "store/conformance.h"
#include "store/rocks/fault_file_system.h"
#include "store/rocks/rocks_engine.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace postamt::store {
namespace {

using rocks::FaultFileSystem;
using Fault = FaultFileSystem::Fault;

constexpr Partition one(1);

/// An engine on a disk with faults. Each commit writes its version into three keys and brings a
/// body made of it, so that a torn one would show.
class FaultTest : public testing::Test {
protected:
    FaultTest()
    {
        std::string name = (std::filesystem::temp_directory_path() / "fault-test-XXXXXX").string();
        directory_ = ::mkdtemp(name.data());
        open();
    }

    ~FaultTest() override
    {
        disk_.setFault(Fault::None);
        close();
        std::filesystem::remove_all(directory_);
    }

    void open(std::chrono::milliseconds retryAfter = std::chrono::milliseconds(0))
    {
        RocksOptions options;
        options.env = disk_.env();
        options.retryAfter = retryAfter;
        auto opened = openRocks(directory_ / "store", options);
        ASSERT_TRUE(opened) << opened.error().text;
        engine_ = std::move(*opened);
    }

    void close()
    {
        if (engine_)
            engine_->close();
        engine_.reset();
    }

    static std::string bodyOf(Version version, std::size_t size)
    {
        return std::to_string(version.value) + noise(size, static_cast<unsigned>(version.value));
    }

    Batch nextBatch(Partition partition, std::size_t bodySize) const
    {
        Batch batch;
        batch.partition = partition;
        batch.expected = engine_->version(partition).value();
        batch.next = batch.expected.next();
        for (const char* key : {"a", "b", "c"})
            batch.puts.push_back({key, std::to_string(batch.next.value)});
        batch.puts.push_back({"size", std::to_string(bodySize)});
        batch.bodies = {makeBody(bodyOf(batch.next, bodySize))};
        batch.linked = {batch.bodies[0]->id()};
        return batch;
    }

    Result<Committed> commit(Partition partition = one, std::size_t bodySize = 2000)
    {
        std::promise<Result<Committed>> promise;
        engine_->commit(nextBatch(partition, bodySize), [&](Result<Committed> result) {
            promise.set_value(std::move(result));
        });
        return promise.get_future().get();
    }

    void mustCommit(Partition partition = one, std::size_t bodySize = 2000)
    {
        const auto result = commit(partition, bodySize);
        ASSERT_TRUE(result) << result.error().text;
        ASSERT_EQ(*result, Committed::Done);
    }

    /// Reads everything of the last commit and checks that it is whole. Answers its version.
    Version checkWhole(Partition partition = one) const
    {
        const Version version = engine_->version(partition).value();
        if (version == Version(0))
            return version;
        for (const char* key : {"a", "b", "c"})
            EXPECT_EQ(engine_->get(partition, key).value(), std::to_string(version.value));
        const auto size = std::stoul(engine_->get(partition, "size").value().value());
        const std::string body = bodyOf(version, size);
        EXPECT_TRUE(engine_->blob(blobIdOf(body), 0, ~0ULL).value_or("(none)") == body);
        return version;
    }

    FaultFileSystem disk_;
    std::filesystem::path directory_;
    std::unique_ptr<Engine> engine_;
};

TEST_F(FaultTest, AFaultOfTheDiskIsTemporaryAndReadsGoOn)
{
    for (const Fault fault : {Fault::Full, Fault::SyncFails, Fault::Failing, Fault::ReadOnly}) {
        mustCommit();
        const Version before = checkWhole();
        disk_.setFault(fault);
        for (const std::size_t size :
             {std::size_t(10), std::size_t(2000), std::size_t(1'500'000)}) {
            const auto result = commit(one, size);
            ASSERT_FALSE(result);
            EXPECT_EQ(result.error().fault, postamt::Fault::Temporary);
            EXPECT_EQ(result.error().text.find('/'), std::string::npos) << result.error().text;
            EXPECT_EQ(checkWhole(), before);
        }
        const auto purged = engine_->purge(1LL << 40);
        // Nothing may be there to be purged; if it is, it must stay.
        EXPECT_TRUE(!purged || *purged == 0);
        EXPECT_EQ(checkWhole(), before);

        disk_.setFault(Fault::None);
        // The failed commit may be found done; then the first one after it is a conflict.
        auto after = commit();
        if (after && *after == Committed::Conflict)
            after = commit();
        ASSERT_TRUE(after) << after.error().text;
        EXPECT_EQ(*after, Committed::Done);
        const Version last = checkWhole();
        EXPECT_GT(last, before);
        close();
        open();
        EXPECT_EQ(checkWhole(), last);
    }
}

TEST_F(FaultTest, NoReadFailsWhileTheDiskComesAndGoes)
{
    mustCommit();
    std::atomic<bool> stop = false;
    std::atomic<int> failed = 0;
    std::atomic<int> reads = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 2; ++i)
        readers.emplace_back([&] {
            while (!stop) {
                int count = 0;
                const auto visit = [&](std::string_view key, std::string_view) {
                    // A reader that reads: it must not wait for itself.
                    if (!engine_->get(one, key))
                        ++failed;
                    return ++count > 0;
                };
                if (!engine_->scan(one, {}, visit) || count != 4)
                    ++failed;
                ++reads;
            }
        });
    int done = 0;
    for (int round = 0; round < 8; ++round) {
        disk_.setFault(round % 2 == 0 ? Fault::Full : Fault::Failing);
        EXPECT_FALSE(commit());
        disk_.setFault(Fault::None);
        for (int attempt = 0; attempt < 3; ++attempt)
            if (const auto result = commit(); result && *result == Committed::Done)
                ++done;
    }
    stop = true;
    for (auto& thread : readers)
        thread.join();
    EXPECT_EQ(failed, 0);
    EXPECT_GT(reads, 0);
    EXPECT_GE(done, 8);
    checkWhole();
}

TEST_F(FaultTest, ATornWriteIsWholeOrNothing)
{
    for (const std::uint64_t room : {1U, 7U, 20U, 100U, 900U, 2300U, 2500U, 2600U}) {
        mustCommit();
        const Version acknowledged = checkWhole();
        disk_.fillAfter(room);
        const auto result = commit();
        close();
        disk_.setFault(Fault::None);
        open();
        const Version found = checkWhole();
        EXPECT_GE(found, acknowledged);
        EXPECT_LE(found, acknowledged.next());
        EXPECT_TRUE(found == acknowledged.next() || !result);
    }
}

TEST_F(FaultTest, ATornLargeBodyLeavesNothing)
{
    for (const std::uint64_t room : {1000U, 300'000U, 1'000'000U, 1'572'900U}) {
        mustCommit();
        const Version acknowledged = checkWhole();
        disk_.fillAfter(room);
        EXPECT_FALSE(commit(one, 1'600'000));
        disk_.setFault(Fault::None);
        if (room % 3 == 0) {
            close();
            open();
        }
        EXPECT_EQ(checkWhole(), acknowledged);
        const std::string large = bodyOf(acknowledged.next(), 1'600'000);
        EXPECT_FALSE(engine_->blobSize(blobIdOf(large)).value());
        mustCommit(one, 1'600'000);
        EXPECT_EQ(checkWhole(), acknowledged.next());
    }
}

TEST_F(FaultTest, TheNthWriteOrSyncMayFail)
{
    // Of large bodies, too: those are several writes.
    for (const auto act : {FaultFileSystem::Act::Write, FaultFileSystem::Act::Sync}) {
        for (std::uint64_t number = 1; number <= 12; ++number) {
            mustCommit();
            const Version acknowledged = checkWhole();
            disk_.failNth(act, number);
            const auto result = commit(one, number % 2 == 0 ? 1'300'000 : 3000);
            const Version after = checkWhole();
            EXPECT_TRUE(!result || after == acknowledged.next()) << number;
            EXPECT_LE(after, acknowledged.next()) << number;
            // However often it comes: what was refused may be found done, then there is a conflict.
            for (int attempt = 0; attempt < 20; ++attempt)
                if (const auto again = commit(); again && *again == Committed::Done)
                    break;
            disk_.setFault(Fault::None);
            EXPECT_GT(checkWhole(), acknowledged) << number;
            close();
            open();
            checkWhole();
        }
    }
}

TEST_F(FaultTest, ARefusedCommitThatIsFoundDoneIsTold)
{
    mustCommit();
    const Version before = checkWhole();
    std::vector<Version> told;
    const auto watch = engine_->watch(one, [&](Partition, Version version) {
        // Word of the commit above may still be on its way.
        if (version > before)
            told.push_back(version);
    });
    disk_.failNth(FaultFileSystem::Act::Sync, 1);
    ASSERT_FALSE(commit());
    EXPECT_TRUE(told.empty());
    // The commit of another mends the database; its record had reached the log.
    mustCommit(Partition(2));
    EXPECT_EQ(checkWhole(), before.next());
    EXPECT_EQ(told, std::vector{before.next()});
}

TEST_F(FaultTest, ASlowDiskIsOnlySlow)
{
    disk_.setSyncTime(std::chrono::milliseconds(100));
    std::vector<std::thread> threads;
    for (std::uint64_t i = 1; i <= 8; ++i)
        threads.emplace_back([&, partition = Partition(i)] {
            for (int count = 0; count < 3; ++count)
                mustCommit(partition);
        });
    for (auto& thread : threads)
        thread.join();
    for (std::uint64_t i = 1; i <= 8; ++i)
        EXPECT_EQ(checkWhole(Partition(i)), Version(3));
}

TEST_F(FaultTest, AFullDiskUnderTheFlushLosesNothing)
{
    // The log can be written, the files that the memtables go to cannot.
    mustCommit();
    disk_.setFault(Fault::Full, ".blob");
    std::uint64_t acknowledged = 1;
    bool failed = false;
    for (int i = 0; i < 100 && !failed; ++i) {
        const auto result = commit(one, 900'000);
        failed = !result;
        if (result && *result == Committed::Done)
            ++acknowledged;
    }
    EXPECT_TRUE(failed);
    EXPECT_GT(acknowledged, 5U);
    EXPECT_GE(checkWhole().value, acknowledged);
    disk_.setFault(Fault::None);
    const auto result = commit();
    ASSERT_TRUE(result) << result.error().text;
    EXPECT_GE(checkWhole().value, acknowledged);
    close();
    open();
    EXPECT_GE(checkWhole().value, acknowledged);
    std::uint64_t blobs = 0;
    ASSERT_TRUE(engine_->blobs([&](const BlobId& id, std::uint64_t size) {
        const std::string bytes = engine_->blob(id, 0, ~0ULL).value_or("");
        EXPECT_EQ(bytes.size(), size);
        EXPECT_EQ(blobIdOf(bytes), id);
        ++blobs;
        return true;
    }));
    EXPECT_GE(blobs, acknowledged);
}

TEST_F(FaultTest, DoesNotTryTooOften)
{
    close();
    open(std::chrono::hours(1));
    mustCommit();
    disk_.setFault(Fault::Full);
    EXPECT_FALSE(commit());
    EXPECT_FALSE(commit());
    const auto tried = disk_.filesMade();
    for (int i = 0; i < 10; ++i)
        EXPECT_FALSE(commit());
    EXPECT_EQ(disk_.filesMade(), tried);
    checkWhole();
}

TEST_F(FaultTest, OpensOnAFullDiskForReading)
{
    mustCommit();
    mustCommit(Partition(2), 1'500'000);
    close();
    disk_.setFault(Fault::Full);
    open();
    EXPECT_EQ(checkWhole(), Version(1));
    EXPECT_EQ(checkWhole(Partition(2)), Version(1));
    const auto result = commit();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().fault, postamt::Fault::Temporary);
    EXPECT_FALSE(commit(one, 1'500'000));
    EXPECT_EQ(checkWhole(), Version(1));
    disk_.setFault(Fault::None);
    mustCommit();
    EXPECT_EQ(checkWhole(), Version(2));
}

TEST_F(FaultTest, TheFirstCommitOfAStoreSurvivesALossOfPower)
{
    // Whether a name that was not synced is lost is a matter of luck.
    for (int round = 0; round < 8; ++round) {
        close();
        std::filesystem::remove_all(directory_ / "store");
        open();
        mustCommit();
        disk_.cutPower();
        close();
        disk_.restorePower();
        open();
        EXPECT_EQ(checkWhole(), Version(1));
    }
}

TEST_F(FaultTest, WhatIsAcknowledgedSurvivesALossOfPower)
{
    constexpr std::uint64_t writers = 3;
    std::map<Partition, Version> acknowledged;
    for (int round = 0; round < 6; ++round) {
        std::mutex mutex;
        std::vector<std::thread> threads;
        for (std::uint64_t i = 1; i <= writers; ++i)
            threads.emplace_back([&, partition = Partition(i)] {
                for (int number = 1;; ++number) {
                    const std::size_t size = number % 5 == 0 ? 1'200'000 : 3000;
                    const auto result = commit(partition, size);
                    if (!result)
                        return;
                    const Version version = engine_->version(partition).value();
                    const std::lock_guard lock(mutex);
                    acknowledged[partition] = version;
                }
            });
        std::this_thread::sleep_for(std::chrono::milliseconds(30 + 41 * round));
        disk_.cutPower();
        for (auto& thread : threads)
            thread.join();
        close();
        disk_.restorePower();
        open();
        for (std::uint64_t i = 1; i <= writers; ++i) {
            const Partition partition(i);
            EXPECT_GE(checkWhole(partition), acknowledged[partition]);
        }
    }
    EXPECT_GT(acknowledged[one].value, 6U);
}

} // namespace
} // namespace postamt::store
