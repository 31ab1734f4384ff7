#include "cli/checkpoints.h"
#include "store/memory/memory_engine.h"

#include <gtest/gtest.h>

namespace postamt::cli {
namespace {

using std::chrono::hours;
using std::filesystem::path;

class CheckpointsTest : public testing::Test {
protected:
    CheckpointsTest()
    {
        std::string name = (std::filesystem::temp_directory_path() / "checkpoints-XXXXXX").string();
        folder = ::mkdtemp(name.data());
    }

    ~CheckpointsTest() override { std::filesystem::remove_all(folder); }

    path make() { return makeCheckpoint(engine, folder / "below", random).value(); }

    static void makeOld(const path& file)
    {
        std::filesystem::last_write_time(
            file, std::filesystem::file_time_type::clock::now() - hours(1)
        );
    }

    path folder;
    SystemRandom random;
    store::MemoryEngine engine;
};

TEST_F(CheckpointsTest, eachIsAFolderOfItsOwn)
{
    const auto one = make();
    const auto two = make();
    EXPECT_NE(one, two);
    EXPECT_EQ(one.parent_path(), folder / "below");
    EXPECT_FALSE(std::filesystem::is_empty(one));
    EXPECT_FALSE(std::filesystem::is_empty(two));
}

TEST_F(CheckpointsTest, whatWasReadIsRemoved)
{
    const auto made = make();
    {
        const CheckpointReading reading(made);
        EXPECT_TRUE(std::filesystem::exists(made));
    }
    EXPECT_FALSE(std::filesystem::exists(made));
}

TEST_F(CheckpointsTest, theNextRemovesWhatWasAbandonedButNotWhatIsRead)
{
    const auto fresh = make();
    const auto abandoned = make();
    const auto slow = make();
    const CheckpointReading reading(slow);
    makeOld(abandoned);
    makeOld(slow);
    make();
    EXPECT_TRUE(std::filesystem::exists(fresh));
    EXPECT_FALSE(std::filesystem::exists(abandoned));
    EXPECT_TRUE(std::filesystem::exists(slow));
}

TEST_F(CheckpointsTest, aStartRemovesAllThatNobodyReads)
{
    const auto made = make();
    removeAbandoned(folder / "below", std::chrono::seconds(0));
    EXPECT_FALSE(std::filesystem::exists(made));
    removeAbandoned(folder / "not there", std::chrono::seconds(0));
}

TEST_F(CheckpointsTest, aFailureIsTold)
{
    engine.setReadFault(Error{Fault::Temporary, "disk gone", ""});
    const auto failed = makeCheckpoint(engine, folder / "below", random);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().text, "disk gone");
}

} // namespace
} // namespace postamt::cli
