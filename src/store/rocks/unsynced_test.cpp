#include "store/rocks/unsynced.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

namespace postamt::store::rocks {
namespace {

namespace fs = std::filesystem;

class UnsyncedTest : public testing::Test {
protected:
    UnsyncedTest()
    {
        std::string name = (fs::temp_directory_path() / "unsynced-test-XXXXXX").string();
        home_ = ::mkdtemp(name.data());
        directory_ = home_ / "d";
        fs::create_directory(directory_);
    }

    ~UnsyncedTest() override { fs::remove_all(home_); }

    fs::path file(const char* name) const { return directory_ / name; }

    void write(const char* name, const std::string& text, std::uint64_t synced)
    {
        const auto contents = unsynced_.make(file(name));
        std::ofstream(file(name)) << text;
        *contents = {text.size(), synced};
    }

    std::string read(const char* name) const
    {
        std::ifstream stream(file(name));
        std::ostringstream text;
        text << (stream ? "" : "(none)") << stream.rdbuf();
        return text.str();
    }

    /// Everything that can be lost is; of an end of a file, nothing is kept.
    void loseAll()
    {
        unsynced_.lose([](std::uint64_t bound) { return bound == 2 ? 1U : 0U; });
    }

    void loseNothing()
    {
        unsynced_.lose([](std::uint64_t bound) { return bound == 2 ? 0U : bound - 1; });
    }

    fs::path home_;
    fs::path directory_;
    Unsynced unsynced_;
};

TEST_F(UnsyncedTest, BytesThatWereNotSyncedGo)
{
    write("a", "0123456789", 4);
    unsynced_.syncDirectory(directory_);
    loseAll();
    EXPECT_EQ(read("a"), "0123");
}

TEST_F(UnsyncedTest, AnEndMayBeTornOrZeros)
{
    std::set<std::string> seen;
    for (std::uint64_t kept = 0; kept <= 3; ++kept) {
        for (const bool zeros : {false, true}) {
            write("a", "abcd", 1);
            unsynced_.syncDirectory(directory_);
            unsynced_.lose([&](std::uint64_t bound) -> std::uint64_t {
                return bound == 4 ? kept : bound == 2 ? !zeros : bound - 1;
            });
            seen.insert(read("a"));
        }
    }
    using namespace std::string_literals;
    EXPECT_EQ(seen, (std::set{"a"s, "ab"s, "abc"s, "abcd"s, "a\0\0\0"s, "ab\0\0"s, "abc\0"s}));
}

TEST_F(UnsyncedTest, ANameIsThereWhenItsDirectoryWasSynced)
{
    write("early", "early", 5);
    unsynced_.syncDirectory(directory_ / "");
    write("late", "late", 4);
    loseAll();
    EXPECT_EQ(read("early"), "early");
    EXPECT_EQ(read("late"), "(none)");
}

TEST_F(UnsyncedTest, ADirectoryIsLostWithWhatIsInIt)
{
    unsynced_.makeDirectory(directory_);
    write("a", "abcd", 4);
    unsynced_.syncDirectory(directory_);
    loseAll();
    EXPECT_FALSE(fs::exists(directory_));
}

TEST_F(UnsyncedTest, ARenameIsTakenBack)
{
    write("current", "old", 3);
    write("new", "new", 3);
    unsynced_.syncDirectory(directory_);
    EXPECT_FALSE(unsynced_.rename(file("new"), file("current")));
    EXPECT_EQ(read("current"), "new");
    loseAll();
    EXPECT_EQ(read("current"), "old");
    EXPECT_EQ(read("new"), "new");
}

TEST_F(UnsyncedTest, ARenameIsForGoodWhenItsDirectoryWasSynced)
{
    write("current", "old", 3);
    write("new", "new", 3);
    EXPECT_FALSE(unsynced_.rename(file("new"), file("current")));
    unsynced_.syncDirectory(directory_);
    loseAll();
    EXPECT_EQ(read("current"), "new");
    EXPECT_EQ(read("new"), "(none)");
}

TEST_F(UnsyncedTest, ADeletedFileComesBack)
{
    write("a", "abcd", 2);
    unsynced_.syncDirectory(directory_);
    EXPECT_FALSE(unsynced_.remove(file("a")));
    EXPECT_EQ(read("a"), "(none)");
    EXPECT_EQ(std::distance(fs::directory_iterator(directory_), {}), 0);
    loseAll();
    EXPECT_EQ(read("a"), "ab");
}

TEST_F(UnsyncedTest, AFileThatIsMadeAnewComesBack)
{
    write("a", "first", 5);
    unsynced_.syncDirectory(directory_);
    write("a", "second", 6);
    loseAll();
    EXPECT_EQ(read("a"), "first");
}

TEST_F(UnsyncedTest, WhatBuildsOnALostChangeIsLostWithIt)
{
    write("a", "abc", 3);
    EXPECT_FALSE(unsynced_.rename(file("a"), file("b")));
    EXPECT_FALSE(unsynced_.rename(file("b"), file("c")));
    // The first change is lost, the others would not be.
    bool isFirst = true;
    unsynced_.lose([&](std::uint64_t) { return std::exchange(isFirst, false) ? 1U : 0U; });
    for (const char* name : {"a", "b", "c"})
        EXPECT_EQ(read(name), "(none)");
}

TEST_F(UnsyncedTest, ALinkIsASecondName)
{
    write("a", "abcd", 2);
    fs::create_hard_link(file("a"), file("b"));
    unsynced_.link(file("a"), file("b"));
    unsynced_.syncDirectory(directory_);
    loseAll();
    EXPECT_EQ(read("a"), "ab");
    EXPECT_EQ(read("b"), "ab");
}

TEST_F(UnsyncedTest, ADirectoryTakesWhatIsInsideAlong)
{
    write("early", "abcd", 2);
    unsynced_.syncDirectory(directory_);
    write("late", "abcd", 4);
    EXPECT_FALSE(unsynced_.rename(directory_, home_ / "e"));
    directory_ = home_ / "e";
    EXPECT_EQ(read("late"), "abcd");
    loseAll();
    EXPECT_EQ(read("early"), "ab");
    EXPECT_EQ(read("late"), "(none)");
}

TEST_F(UnsyncedTest, ADiskMayHaveWrittenAll)
{
    write("a", "abcd", 0);
    EXPECT_FALSE(unsynced_.rename(file("a"), file("b")));
    loseNothing();
    EXPECT_EQ(read("b").substr(0, 4), "abcd");
    EXPECT_FALSE(unsynced_.rename(file("b"), file("missing/c")) == std::error_code());
    EXPECT_FALSE(unsynced_.remove(file("missing")) == std::error_code());
}

} // namespace
} // namespace postamt::store::rocks
