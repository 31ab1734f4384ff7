#include "store/spool.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sys/resource.h>
#include <sys/stat.h>

namespace postamt::store {
namespace {

namespace fs = std::filesystem;

std::string sample(std::size_t size)
{
    std::string out(size, '\0');
    std::uint32_t state = 12345;
    for (char& c : out) {
        state = state * 1664525 + 1013904223;
        c = static_cast<char>(state >> 24);
    }
    return out;
}

class SpoolTest : public testing::Test {
protected:
    SpoolTest()
    {
        std::string name = (fs::temp_directory_path() / "spool-test-XXXXXX").string();
        directory_ = ::mkdtemp(name.data());
    }

    ~SpoolTest() override { fs::remove_all(directory_); }

    bool directoryIsEmpty() const { return fs::is_empty(directory_); }

    fs::path directory_;
};

TEST_F(SpoolTest, AnySizeAndAnyPiecesGiveTheSameBody)
{
    constexpr std::size_t threshold = 1000;
    for (const std::size_t size : {0UL, 1UL, 999UL, 1000UL, 1001UL, 131071UL, 131072UL, 400000UL}) {
        const std::string bytes = sample(size);
        for (const std::size_t piece : {7UL, 1000UL, 140000UL, 500000UL}) {
            Spool spool(directory_, threshold);
            for (std::size_t at = 0; at < size; at += piece)
                ASSERT_TRUE(spool.append(std::string_view(bytes).substr(at, piece)));
            EXPECT_EQ(spool.size(), size);
            const auto body = spool.finish();
            ASSERT_TRUE(body) << body.error().text;
            EXPECT_EQ((*body)->size(), size);
            EXPECT_EQ((*body)->id(), blobIdOf(bytes));
            EXPECT_EQ((*body)->read(0, size + 10).value(), bytes);
            EXPECT_EQ((*body)->view().has_value(), size <= threshold);
        }
    }
}

TEST_F(SpoolTest, ReadsRangesOfAFile)
{
    const std::string bytes = sample(5000);
    Spool spool(directory_, 10);
    ASSERT_TRUE(spool.append(bytes));
    const auto body = spool.finish().value();
    EXPECT_EQ(body->read(100, 17).value(), bytes.substr(100, 17));
    EXPECT_EQ(body->read(4990, 100).value(), bytes.substr(4990));
    EXPECT_EQ(body->read(5000, 1).value(), "");
    EXPECT_EQ(body->read(~0ULL, ~0ULL).value(), "");
    EXPECT_EQ(body->read(1, ~0ULL).value(), bytes.substr(1));
}

TEST_F(SpoolTest, LeavesNothingInTheDirectory)
{
    Spool spool(directory_, 10);
    ASSERT_TRUE(spool.append(sample(300000)));
    EXPECT_TRUE(directoryIsEmpty());
    auto body = spool.finish().value();
    EXPECT_TRUE(directoryIsEmpty());
    body.reset();
    EXPECT_TRUE(directoryIsEmpty());
}

TEST_F(SpoolTest, TheBodyOutlivesTheSpool)
{
    BodyRef body;
    {
        Spool first(directory_, 10);
        ASSERT_TRUE(first.append("some more than ten bytes"));
        Spool second = std::move(first);
        body = second.finish().value();
    }
    EXPECT_EQ(body->read(0, 100).value(), "some more than ten bytes");
}

TEST_F(SpoolTest, AMissingDirectoryIsTemporaryAndSticks)
{
    Spool spool(directory_ / "gone", 10);
    ASSERT_TRUE(spool.append("0123456789"));
    const auto failed = spool.append("x");
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().fault, Fault::Temporary);
    EXPECT_FALSE(spool.append("y"));
    const auto body = spool.finish();
    ASSERT_FALSE(body);
    EXPECT_EQ(body.error().fault, Fault::Temporary);
}

TEST_F(SpoolTest, AFullDiskIsTemporary)
{
    // A limit on the size of files stands in for the end of the disk.
    ::rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const ::rlimit small{200000, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    Spool spool(directory_, 10);
    Result<> failed;
    for (int i = 0; i < 10 && failed; ++i)
        failed = spool.append(sample(50000));
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().fault, Fault::Temporary);
    EXPECT_FALSE(spool.finish());
}

TEST_F(SpoolTest, CleaningMakesTheDirectoryAndRemovesOnlyItsOwn)
{
    const fs::path spool = directory_ / "a" / "b";
    ASSERT_TRUE(cleanSpool(spool));
    ASSERT_TRUE(fs::is_directory(spool));
    std::ofstream(spool / "spool-123456") << "left by a crash";
    std::ofstream(spool / "other") << "not ours";
    ASSERT_TRUE(cleanSpool(spool));
    EXPECT_FALSE(fs::exists(spool / "spool-123456"));
    EXPECT_TRUE(fs::exists(spool / "other"));
    std::ofstream(directory_ / "file") << "a file where the directory should be";
    const auto failed = cleanSpool(directory_ / "file");
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().fault, Fault::Temporary);
}

} // namespace
} // namespace postamt::store
