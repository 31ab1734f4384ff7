#include "cli/backup_file.h"
#include "cli/backup_format.h"
#include "cli/tar_header.h"
#include "store/blob_id.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace postamt::cli {

namespace {

std::unexpected<Error> failed(std::string_view what, const std::filesystem::path& path)
{
    return temporary(
        fmt::format("cannot {} {}: {}", what, path.string(), std::system_category().message(errno))
    );
}

std::unexpected<Error> taken(const std::filesystem::path& file)
{
    return no(fmt::format("{} is there already; choose another name or remove it", file.string()));
}

Result<> syncFolder(const std::filesystem::path& folder)
{
    const net::Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened || ::fsync(opened.get()) != 0)
        return failed("sync", folder);
    return {};
}

} // namespace

BackupWriter::BackupWriter(
    std::filesystem::path file, std::string temporary, net::Descriptor descriptor
)
    : file_(std::move(file)), temporary_(std::move(temporary)), out_(std::move(descriptor))
{
}

BackupWriter::~BackupWriter()
{
    if (out_ && !temporary_.empty())
        ::unlink(temporary_.c_str());
}

Result<BackupWriter> BackupWriter::begin(std::filesystem::path file, UnixSeconds now)
{
    std::error_code code;
    file = std::filesystem::absolute(file, code);
    if (std::filesystem::exists(std::filesystem::symlink_status(file, code)))
        return taken(file);
    std::string name = file.string() + ".XXXXXX";
    net::Descriptor descriptor(::mkostemp(name.data(), O_CLOEXEC)); // for the owner only
    if (!descriptor)
        return failed("write", file);
    BackupWriter writer(std::move(file), std::move(name), std::move(descriptor));
    writer.now_ = now;
    const auto intro = fmt::format("{}{}{}{}\n", backupIntro, backupFormat, backupMade, now);
    if (auto added = writer.addText(std::string(backupIntroName), intro); !added)
        return std::unexpected(added.error());
    return writer;
}

Result<> BackupWriter::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto size = ::write(out_.get(), bytes.data(), bytes.size());
        if (size < 0 && errno != EINTR)
            return failed("write", file_);
        if (size > 0)
            bytes.remove_prefix(static_cast<std::size_t>(size));
    }
    return {};
}

Result<> BackupWriter::addText(const std::string& name, std::string_view text)
{
    const auto header = formatTarHeader({.name = name, .size = text.size(), .modified = now_});
    if (!header)
        return std::unexpected(header.error());
    hashes_[name] = store::blobIdOf(text).hex();
    return write(*header + std::string(text) + std::string(tarPadding(text.size()), '\0'));
}

Result<> BackupWriter::add(const std::string& name, const std::filesystem::path& from)
{
    const net::Descriptor in(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status{};

    if (!in || ::fstat(in.get(), &status) != 0)
        return failed("read", from);
    const TarHeader header{
        .name = name,
        .size = static_cast<std::uint64_t>(status.st_size),
        .modified = status.st_mtime,
    };
    const auto block = formatTarHeader(header);
    if (!block)
        return std::unexpected(block.error());
    if (hashes_.contains(name))
        return bad(fmt::format("{} would be in the backup twice", name));
    if (auto written = write(*block); !written)
        return written;
    store::BlobHasher hasher;
    std::vector<char> buffer(backupPiece);
    for (std::uint64_t left = header.size; left > 0;) {
        const auto size
            = ::read(in.get(), buffer.data(), std::min<std::uint64_t>(left, backupPiece));
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return failed("read", from);
        if (size == 0)
            return temporary(fmt::format("{} became shorter while it was read", from.string()));
        const std::string_view piece(buffer.data(), static_cast<std::size_t>(size));
        hasher.update(piece);
        if (auto written = write(piece); !written)
            return written;
        left -= piece.size();
    }
    hashes_[name] = hasher.finish().hex();
    bytes_ += header.size;
    return write(std::string(tarPadding(header.size), '\0'));
}

Result<> BackupWriter::finish()
{
    std::string sums;
    for (const auto& [name, hash] : hashes_)
        sums += fmt::format("{}  {}\n", hash, name);
    if (auto added = addText(std::string(backupSumsName), sums); !added)
        return added;
    // An archive ends with two empty blocks.
    if (auto written = write(std::string(2 * tarBlock, '\0')); !written)
        return written;
    if (::fsync(out_.get()) != 0)
        return failed("write", file_);
    // Unlike a rename this overwrites nothing.
    if (::link(temporary_.c_str(), file_.c_str()) != 0)
        return errno == EEXIST ? taken(file_) : failed("write", file_);
    ::unlink(std::exchange(temporary_, {}).c_str());
    return syncFolder(file_.parent_path());
}

} // namespace postamt::cli
