#include "store/rocks/database.h"
#include "store/rocks/pace.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>

namespace postamt::store::rocks {
namespace {

using namespace std::chrono_literals;

constexpr Pace::Time start{};

TEST(Pace, IsFastWhenAStepTakesLessThanTwoSeconds)
{
    for (const auto& [taken, isFast] : {
             std::pair{1999ms, true },
             {2000ms, false},
             {2001ms, false}
    }) {
        Pace pace(start);
        EXPECT_EQ(pace.add(Pace::step - 1, start + 1ms), std::nullopt);
        const auto found = pace.add(1, start + taken);
        EXPECT_EQ(found.has_value(), isFast) << taken.count();
        EXPECT_TRUE(found.value_or(true));
    }
}

TEST(Pace, IsSlowAgainWhenAStepTakesMoreThanFour)
{
    for (const auto& [taken, isSlow] : {
             std::pair{3999ms, false},
             {4000ms, false},
             {4001ms, true }
    }) {
        Pace pace(start);
        ASSERT_EQ(pace.add(Pace::step, start), true);
        const auto found = pace.add(Pace::step, start + taken);
        EXPECT_EQ(found.has_value(), isSlow) << taken.count();
        EXPECT_FALSE(found.value_or(false));
    }
}

TEST(Pace, TellsOnlyChanges)
{
    Pace pace(start);
    EXPECT_EQ(pace.add(3 * Pace::step, start + 1s), true);
    EXPECT_EQ(pace.add(Pace::step, start + 2s), std::nullopt);
    EXPECT_EQ(pace.add(Pace::step, start + 60s), false);
    EXPECT_EQ(pace.add(Pace::step, start + 120s), std::nullopt);
}

/// Bodies that look like base64: only what codes each character anew makes them smaller.
class Compression : public testing::Test {
protected:
    Compression()
    {
        std::string name = (std::filesystem::temp_directory_path() / "pace-test-XXXXXX").string();
        directory_ = ::mkdtemp(name.data());
        auto opened = Database::open(directory_ / "store", {});
        if (opened)
            database_ = std::move(*opened);
    }

    ~Compression() override
    {
        database_.reset();
        std::filesystem::remove_all(directory_);
    }

    static std::string bodyOf(unsigned number)
    {
        std::mt19937 random(number);
        std::string body(100'000, '\0');
        for (char& c : body)
            c = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[random() % 64];
        return body;
    }

    static std::string keyOf(unsigned number) { return "body " + std::to_string(number); }

    /// Writes ten bodies and answers what they take on the disk, in percent.
    std::uint64_t sharePacked(unsigned first)
    {
        const auto before = kept();
        std::size_t bytes = 0;
        rocksdb::WriteBatch batch;
        for (unsigned i = first; i < first + 10; ++i) {
            batch.Put(database_->family(Family::Blobs), keyOf(i), bodyOf(i));
            bytes += bodyOf(i).size();
        }
        EXPECT_TRUE(database_->write(batch, true));
        const auto lease = database_->lease();
        EXPECT_TRUE((*lease)->Flush({}, lease->family(Family::Blobs)).ok());
        return (kept() - before) * 100 / bytes;
    }

    std::uint64_t kept() const
    {
        std::uint64_t bytes = 0;
        for (const auto& file : std::filesystem::directory_iterator(directory_ / "store" / "rocks"))
            if (file.path().extension() == ".blob")
                bytes += file.file_size();
        return bytes;
    }

    std::filesystem::path directory_;
    std::unique_ptr<Database> database_;
};

TEST_F(Compression, SavesRoomOrTimeAndReadsBoth)
{
    ASSERT_TRUE(database_);
    EXPECT_LT(sharePacked(0), 80U);
    database_->compressQuickly(true);
    EXPECT_GT(sharePacked(10), 95U);
    database_->compressQuickly(false);
    EXPECT_LT(sharePacked(20), 80U);
    for (unsigned i = 0; i < 30; ++i) {
        const auto body = database_->get(Family::Blobs, keyOf(i));
        ASSERT_TRUE(body && *body);
        EXPECT_EQ(**body, bodyOf(i));
    }
}

} // namespace
} // namespace postamt::store::rocks
