#include "store/conformance.h"
#include "store/rocks/database.h"
#include "store/rocks/rocks_engine.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

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
        [](const std::filesystem::path& directory, const Clock& clock) {
            RocksOptions options;
            options.clock = &clock;
            return openRocks(directory, options).value();
        },
    })
);

namespace {

class RocksEngineTest : public testing::Test {
protected:
    RocksEngineTest()
    {
        std::string name = (std::filesystem::temp_directory_path() / "rocks-test-XXXXXX").string();
        directory_ = ::mkdtemp(name.data());
    }

    ~RocksEngineTest() override { std::filesystem::remove_all(directory_); }

    void makeStore() const { openRocks(directory_).value()->close(); }

    std::string formatFile() const
    {
        std::ostringstream text;
        text << std::ifstream(directory_ / "format").rdbuf();
        return text.str();
    }

    void writeFormatFile(std::string_view text) const
    {
        std::ofstream(directory_ / "format", std::ios::trunc) << text;
    }

    /// The error of opening.
    Error openError() const
    {
        auto opened = openRocks(directory_);
        if (opened)
            (*opened)->close();
        return opened ? Error{Fault::Bad, "it opened", {}} : opened.error();
    }

    std::filesystem::path directory_;
};

TEST_F(RocksEngineTest, SaysItsFormat)
{
    makeStore();
    EXPECT_EQ(formatFile(), "postamt store format 4\n");
    makeStore();
    EXPECT_EQ(formatFile(), "postamt store format 4\n");
}

TEST_F(RocksEngineTest, RaisesAnOlderFormat)
{
    makeStore();
    for (const auto* const older :
         {"postamt store format 1\n", "postamt store format 2\n", "postamt store format 3\n"}) {
        writeFormatFile(older);
        makeStore();
        EXPECT_EQ(formatFile(), "postamt store format 4\n");
    }
}

TEST_F(RocksEngineTest, RefusesANewerFormat)
{
    makeStore();
    writeFormatFile("postamt store format 5\n");
    const Error error = openError();
    EXPECT_EQ(error.fault, Fault::No);
    EXPECT_EQ(error.code, "NEWER");
    EXPECT_NE(error.text.find("knows format 5"), std::string::npos) << error.text;
    EXPECT_EQ(formatFile(), "postamt store format 5\n");
    writeFormatFile("postamt store format 4\n");
    makeStore();
}

TEST_F(RocksEngineTest, RefusesAFormatFileThatSaysNothing)
{
    makeStore();
    for (const char* text :
         {"",
          "1\n",
          "postamt store format \n",
          "postamt store format 1",
          "postamt store format 1x\n",
          "postamt store format 99999999999999999999\n"}) {
        writeFormatFile(text);
        EXPECT_EQ(openError().fault, Fault::Internal) << text;
    }
    std::filesystem::remove(directory_ / "format");
    EXPECT_EQ(openError().fault, Fault::Internal);
}

TEST_F(RocksEngineTest, BeginsAgainWhereMakingTheStoreWasInterrupted)
{
    writeFormatFile("");
    makeStore();
    EXPECT_EQ(formatFile(), "postamt store format 4\n");
}

TEST_F(RocksEngineTest, FinishesAStoreThatWasNotFinished)
{
    makeStore();
    const std::string format = formatFile();
    for (const bool hasDatabase : {true, false}) {
        if (!hasDatabase)
            std::filesystem::remove_all(directory_ / "rocks");
        writeFormatFile("postamt store format 0\n");
        makeStore();
        EXPECT_EQ(formatFile(), format);
    }
}

TEST_F(RocksEngineTest, RefusesAStoreWithoutItsDatabase)
{
    makeStore();
    std::filesystem::rename(directory_ / "rocks", directory_ / "elsewhere");
    const Error error = openError();
    EXPECT_EQ(error.fault, Fault::Internal);
    EXPECT_NE(error.text.find("restore a backup"), std::string::npos) << error.text;
    EXPECT_FALSE(std::filesystem::exists(directory_ / "rocks"));
    std::filesystem::rename(directory_ / "elsewhere", directory_ / "rocks");
    makeStore();
}

TEST_F(RocksEngineTest, OneProcessAtATime)
{
    auto engine = openRocks(directory_).value();
    const Error error = openError();
    EXPECT_EQ(error.fault, Fault::No);
    EXPECT_EQ(error.code, "INUSE");
    EXPECT_NE(error.text.find("is in use by another process"), std::string::npos) << error.text;
    engine->close();
    engine.reset();
    makeStore();
}

TEST_F(RocksEngineTest, ADirectoryThatCannotBeMade)
{
    writeFormatFile("a file, not a directory");
    const auto opened = openRocks(directory_ / "format" / "store");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().fault, Fault::Temporary);
}

TEST_F(RocksEngineTest, DamageIsFoundAtTheStart)
{
    makeStore();
    for (const auto& entry : std::filesystem::directory_iterator(directory_ / "rocks"))
        if (entry.path().filename().string().starts_with("MANIFEST"))
            std::filesystem::resize_file(entry.path(), 20);
    EXPECT_EQ(openError().fault, Fault::Internal);
}

TEST_F(RocksEngineTest, ReadsFailAfterClose)
{
    auto engine = openRocks(directory_).value();
    engine->close();
    EXPECT_EQ(engine->get(Partition(1), "a").error().fault, Fault::Temporary);
    Result<Committed> result = Committed::Done;
    engine->commit({}, [&](Result<Committed> answer) { result = std::move(answer); });
    EXPECT_EQ(result.error().fault, Fault::Temporary);
    EXPECT_EQ(engine->purge(0).error().fault, Fault::Temporary);
}

/// How many keys a family has; the store must not be open otherwise.
std::size_t countKeys(const std::filesystem::path& directory, rocks::Family family)
{
    auto database = rocks::Database::open(directory, {}).value();
    const auto lease = database->lease().value();
    const std::unique_ptr<rocksdb::Iterator> at(
        lease->NewIterator(rocksdb::ReadOptions(), lease.family(family))
    );
    std::size_t count = 0;
    for (at->SeekToFirst(); at->Valid(); at->Next())
        ++count;
    return count;
}

TEST_F(RocksEngineTest, PurgeFindsWhatWasWrittenAheadOfACommitThatFailed)
{
    auto engine = openRocks(directory_).value();
    Batch batch;
    batch.expected = Version(5);
    batch.next = Version(6);
    batch.bodies = {makeBody(noise(1'300'000))};
    std::promise<Committed> promise;
    engine->commit(std::move(batch), [&](Result<Committed> result) {
        promise.set_value(result.value());
    });
    EXPECT_EQ(promise.get_future().get(), Committed::Conflict);
    engine->close();
    engine.reset();
    EXPECT_EQ(countKeys(directory_, rocks::Family::Blobs), 5U);
    EXPECT_EQ(countKeys(directory_, rocks::Family::Links), 1U);
    engine = openRocks(directory_).value();
    EXPECT_EQ(engine->purge(0).value(), 0U);
    engine->close();
    engine.reset();
    EXPECT_EQ(countKeys(directory_, rocks::Family::Blobs), 0U);
    EXPECT_EQ(countKeys(directory_, rocks::Family::Links), 0U);
}

TEST_F(RocksEngineTest, PurgeGivesTheSpaceBack)
{
    const auto used = [&] {
        std::uintmax_t bytes = 0;
        for (const auto& entry : std::filesystem::directory_iterator(directory_ / "rocks"))
            if (entry.path().extension() == ".blob")
                bytes += entry.file_size();
        return bytes;
    };
    ManualClock clock(1000);
    RocksOptions options;
    options.clock = &clock;
    auto engine = openRocks(directory_, options).value();
    Batch batch;
    batch.next = Version(1);
    for (unsigned i = 0; i < 40; ++i) {
        batch.bodies.push_back(makeBody(noise(900'000, i)));
        if (i % 10 == 0)
            batch.linked.push_back(batch.bodies.back()->id());
    }
    std::promise<Committed> promise;
    engine->commit(std::move(batch), [&](Result<Committed> result) {
        promise.set_value(result.value());
    });
    EXPECT_EQ(promise.get_future().get(), Committed::Done);
    // Opening again brings the log into files.
    engine->close();
    engine.reset();
    engine = openRocks(directory_, options).value();
    EXPECT_GT(used(), 35'000'000U);
    EXPECT_EQ(engine->purge(1001).value(), 36U);
    EXPECT_LT(used(), 10'000'000U);
    for (unsigned i = 0; i < 40; i += 10)
        EXPECT_TRUE(
            engine->blob(blobIdOf(noise(900'000, i)), 0, ~0ULL).value() == noise(900'000, i)
        );
    engine->close();
}

} // namespace
} // namespace postamt::store
