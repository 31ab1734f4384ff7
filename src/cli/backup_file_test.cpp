#include "cli/backup_file.h"
#include "cli/backup_format.h"
#include "cli/tar_header.h"
#include "store/blob_id.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace postamt::cli {
namespace {

using std::filesystem::path;

class BackupFileTest : public testing::Test {
protected:
    BackupFileTest()
    {
        std::string name = (std::filesystem::temp_directory_path() / "backup-test-XXXXXX").string();
        folder = ::mkdtemp(name.data());
        std::filesystem::create_directory(into());
    }

    ~BackupFileTest() override { std::filesystem::remove_all(folder); }

    path file() const { return folder / "backup.tar"; }

    path into() const { return folder / "into"; }

    static void write(const path& file, std::string_view bytes)
    {
        std::ofstream(file, std::ios::binary) << bytes;
    }

    static std::string read(const path& file)
    {
        std::ostringstream text;
        text << std::ifstream(file, std::ios::binary).rdbuf();
        return text.str();
    }

    path source(std::string_view bytes)
    {
        write(folder / "source", bytes);
        return folder / "source";
    }

    /// A backup of three files.
    void make()
    {
        auto writer = BackupWriter::begin(file(), 1'700'000'000);
        ASSERT_TRUE(writer);
        EXPECT_FALSE(std::filesystem::exists(file()));
        ASSERT_TRUE(writer->add("postamt.toml", source("a = 1\n")));
        ASSERT_TRUE(writer->add("data/rocks/1.sst", source(large)));
        ASSERT_TRUE(writer->add("data/empty", source("")));
        ASSERT_TRUE(writer->finish());
    }

    Result<Backup> unpack() { return unpackBackup(file(), into()); }

    /// One member of a hand-made archive.
    static std::string member(const std::string& name, std::string_view text)
    {
        return *formatTarHeader({.name = name, .size = text.size()}) + std::string(text)
            + std::string(tarPadding(text.size()), '\0');
    }

    path folder;
    const std::string large = std::string(backupPiece * 2 + 777, 'x') + "end";
};

TEST_F(BackupFileTest, isUnpackedAsItWasMade)
{
    make();
    const auto unpacked = unpack();
    ASSERT_TRUE(unpacked) << unpacked.error().text;
    EXPECT_EQ(unpacked->made, 1'700'000'000);
    EXPECT_EQ(unpacked->files, 3U);
    EXPECT_EQ(unpacked->bytes, large.size() + 6);
    EXPECT_EQ(read(into() / "postamt.toml"), "a = 1\n");
    EXPECT_EQ(read(into() / "data/rocks/1.sst"), large);
    EXPECT_EQ(read(into() / "data/empty"), "");
}

TEST_F(BackupFileTest, isForItsOwnerOnly)
{
    make();
    using std::filesystem::perms;
    const auto permissions = std::filesystem::status(file()).permissions();
    EXPECT_EQ(permissions, perms::owner_read | perms::owner_write);
    ASSERT_TRUE(unpack());
    EXPECT_EQ(std::filesystem::status(into() / "postamt.toml").permissions(), permissions);
}

TEST_F(BackupFileTest, overwritesNothing)
{
    write(file(), "precious");
    EXPECT_EQ(BackupWriter::begin(file(), 1).error().fault, Fault::No);
    std::filesystem::remove(file());
    auto writer = BackupWriter::begin(file(), 1);
    ASSERT_TRUE(writer);
    write(file(), "precious"); // made meanwhile
    EXPECT_EQ(writer->finish().error().fault, Fault::No);
    EXPECT_EQ(read(file()), "precious");
}

TEST_F(BackupFileTest, whatWasNotFinishedGoes)
{
    {
        auto writer = BackupWriter::begin(file(), 1);
        ASSERT_TRUE(writer);
        ASSERT_TRUE(writer->add("a", source("a")));
        EXPECT_FALSE(writer->add("b", folder / "not there"));
    }
    std::filesystem::remove(folder / "source");
    std::filesystem::remove(into());
    EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST_F(BackupFileTest, aCutOffFileIsRefusedWhereverItEnds)
{
    make();
    const auto whole = read(file());
    // Without the two empty blocks at the end it is whole.
    const auto end = whole.size() - 2 * tarBlock;
    for (std::size_t size = 0; size<end; size = size + 512> end ? end : size + 511) {
        std::filesystem::remove_all(into());
        std::filesystem::create_directory(into());
        write(file(), std::string_view(whole).substr(0, std::min(size, end - 1)));
        const auto unpacked = unpack();
        ASSERT_FALSE(unpacked) << size;
        EXPECT_EQ(unpacked.error().fault, Fault::Bad);
        if (size > 8000 && size < end - 8000)
            size += 50'000;
    }
}

TEST_F(BackupFileTest, aChangedByteIsNoticed)
{
    make();
    const auto whole = read(file());
    // In the intro, in a file, in the padding's header neighbour, in the checksums.
    const auto sums = whole.find("  data/empty");
    for (const std::size_t at :
         {std::size_t{512}, whole.find("a = 1"), whole.find("xxx") + 5000, sums - 3, sums + 4}) {
        std::filesystem::remove_all(into());
        std::filesystem::create_directory(into());
        auto changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        write(file(), changed);
        EXPECT_FALSE(unpack()) << at;
    }
}

TEST_F(BackupFileTest, aNewerFormatIsRefusedWithItsNumber)
{
    write(file(), member("postamt-backup", "postamt backup format 2\nwho knows what\n"));
    const auto unpacked = unpack();
    ASSERT_FALSE(unpacked);
    EXPECT_EQ(unpacked.error().code, "NEWER");
    EXPECT_NE(unpacked.error().text.find("format 2"), std::string::npos);
}

TEST_F(BackupFileTest, anotherFileIsNone)
{
    for (const auto& bytes :
         {std::string(),
          std::string("hello"),
          std::string(100'000, '\0'),
          member("a", "b"),
          member("postamt-backup", "postamt backup form"),
          member("postamt-backup", "postamt backup format x\nmade 1\n")}) {
        write(file(), bytes);
        EXPECT_EQ(unpack().error().fault, Fault::Bad);
    }
    std::filesystem::remove(file());
    EXPECT_EQ(unpack().error().fault, Fault::Temporary);
    EXPECT_TRUE(std::filesystem::is_empty(into()));
}

TEST_F(BackupFileTest, aNameTwiceIsRefused)
{
    const auto intro = std::string("postamt backup format 1\nmade 1\n");
    const auto sums = [&](std::string_view text) { return store::blobIdOf(text).hex(); };
    write(
        file(),
        member("postamt-backup", intro) + member("a", "1") + member("a", "2")
            + member("checksums", sums("2") + "  a\n" + sums(intro) + "  postamt-backup\n")
    );
    EXPECT_EQ(unpack().error().fault, Fault::Bad);
}

TEST_F(BackupFileTest, aLinkInTheWayIsNotFollowed)
{
    make();
    std::filesystem::create_symlink(folder / "outside", into() / "postamt.toml");
    EXPECT_FALSE(unpack());
    EXPECT_FALSE(std::filesystem::exists(folder / "outside"));
}

} // namespace
} // namespace postamt::cli
