#include "store/rocks/directory.h"

#include "store/rocks/layout.h"

#include <fmt/core.h>

#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace postamt::store::rocks {

namespace {

constexpr std::string_view formatIntro = "postamt store format ";

/// What the format file says while the store is being made.
constexpr std::uint64_t unfinished = 0;

std::unexpected<Error> systemError(std::string_view what, const std::filesystem::path& path)
{
    return temporary(
        fmt::format("cannot {} {}: {}", what, path.string(), std::system_category().message(errno))
    );
}

/// The number in the format file, or nothing if the file is not one.
std::optional<std::uint64_t> parseFormat(std::string_view text)
{
    if (!text.starts_with(formatIntro) || !text.ends_with('\n'))
        return std::nullopt;
    text.remove_prefix(formatIntro.size());
    text.remove_suffix(1);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

/// Makes durable which files a directory has.
Result<> syncFolder(const std::filesystem::path& path)
{
    const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return systemError("open", path);
    const int synced = ::fsync(folder);
    ::close(folder);
    if (synced != 0)
        return systemError("sync", path);
    return {};
}

} // namespace

Directory::Directory(std::filesystem::path path, int format)
    : path_(std::move(path)), format_(format)
{
}

Directory::~Directory()
{
    ::close(format_);
}

Result<std::unique_ptr<Directory>> Directory::open(const std::filesystem::path& path)
{
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) {
        errno = error.value();
        return systemError("make the directory", path);
    }
    const int format = ::open((path / "format").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (format < 0)
        return systemError("open the store in", path);
    std::unique_ptr<Directory> directory(new Directory(path, format));
    if (::flock(format, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            return systemError("lock the store in", path);
        return no(
            fmt::format("the store in {} is in use by another process", path.string()), "INUSE"
        );
    }
    if (auto checked = directory->checkFormat(); !checked)
        return std::unexpected(std::move(checked.error()));
    return directory;
}

/// The directory of the database is made here, not by RocksDB, which would not sync its name.
Result<> Directory::begin()
{
    isUnfinished_ = true;
    std::error_code error;
    std::filesystem::create_directory(database(), error);
    if (error) {
        errno = error.value();
        return systemError("make the directory", database());
    }
    if (auto written = writeFormat(unfinished); !written)
        return written;
    return syncFolder(std::filesystem::absolute(path_).parent_path());
}

Result<> Directory::finish()
{
    return std::exchange(isUnfinished_, false) ? writeFormat(formatNumber) : Result<>();
}

Result<> Directory::checkFormat()
{
    std::string text(100, '\0');
    const auto got = ::pread(format_, text.data(), text.size(), 0);
    if (got < 0)
        return systemError("read the format file in", path_);
    text.resize(static_cast<std::size_t>(got));
    const bool isThere = std::filesystem::exists(database() / "CURRENT");
    const auto number = parseFormat(text);
    // The store is being made, now or when a crash came between.
    if ((text.empty() && !isThere) || number == unfinished)
        return begin();
    if (!number)
        return internal(
            fmt::format("{} does not say the format of the store", (path_ / "format").string())
        );
    if (*number > formatNumber)
        return no(
            fmt::format(
                "the store in {} has format {}, and this version of postamt knows formats up to "
                "{}: "
                "start a version that knows format {}",
                path_.string(),
                *number,
                formatNumber,
                *number
            ),
            "NEWER"
        );
    // Making a new one would look as if all mail was gone.
    if (!isThere)
        return internal(fmt::format(
            "the database of the store is not in {}: bring it back, or restore a backup",
            database().string()
        ));
    // Records say their own version, so that there is nothing to rewrite; but the programs that
    // know less than we are about to write must stay away from now on.
    if (*number < formatNumber)
        return writeFormat(formatNumber);
    return {};
}

Result<> Directory::stamp(const std::filesystem::path& path)
{
    const int format
        = ::open((path / "format").c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (format < 0)
        return systemError("make the format file in", path);
    const Directory directory(path, format);
    return directory.writeFormat(formatNumber);
}

Result<> Directory::writeFormat(std::uint64_t number) const
{
    // Always as long, so that one text takes the place of another in one piece.
    static_assert(unfinished < 10 && formatNumber < 10);
    const std::string text = fmt::format("{}{}\n", formatIntro, number);
    const auto written = ::pwrite(format_, text.data(), text.size(), 0);
    if (written != static_cast<ssize_t>(text.size()) || ::fsync(format_) != 0)
        return systemError("write the format file in", path_);
    return syncFolder(path_);
}

} // namespace postamt::store::rocks
