#include "cli/backup_file.h"
#include "cli/backup_format.h"
#include "cli/tar_header.h"
#include "store/blob_id.h"

#include <fmt/format.h>

#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <optional>
#include <span>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace postamt::cli {

namespace {

/// The largest introduction or list of checksums that is taken (some 600,000 files).
constexpr std::uint64_t textLimit = std::uint64_t{64} << 20;

std::unexpected<Error> failed(std::string_view what, const std::filesystem::path& path)
{
    return temporary(
        fmt::format("cannot {} {}: {}", what, path.string(), std::system_category().message(errno))
    );
}

/// Reads a backup from its beginning to its end.
class Unpacking {
public:
    Unpacking(const std::filesystem::path& file, const std::filesystem::path& into)
        : file_(file), into_(into), in_(::open(file.c_str(), O_RDONLY | O_CLOEXEC))
    {
    }

    Result<Backup> run()
    {
        if (!in_)
            return failed("read", file_);
        auto read = takeIntro();
        while (read && !sums_)
            read = takeMember();
        if (read && *sums_ != expected())
            read = damaged();
        if (read)
            read = sync();
        if (!read)
            return std::unexpected(read.error());
        return backup_;
    }

private:
    std::unexpected<Error> damaged() const
    {
        return bad(fmt::format("{} is no backup, or it is damaged or cut off", file_.string()));
    }

    /// As many bytes as the view has. Bad at the end of the file.
    Result<> fill(std::span<char> bytes)
    {
        while (!bytes.empty()) {
            const auto size = ::read(in_.get(), bytes.data(), bytes.size());
            if (size < 0 && errno == EINTR)
                continue;
            if (size < 0)
                return failed("read", file_);
            if (size == 0)
                return damaged();
            bytes = bytes.subspan(static_cast<std::size_t>(size));
        }
        return {};
    }

    Result<TarHeader> header()
    {
        std::string block(tarBlock, '\0');
        if (auto read = fill(block); !read)
            return std::unexpected(read.error());
        auto header = parseTarHeader(block);
        if (!header)
            return damaged();
        return header;
    }

    Result<std::string> text(const TarHeader& header)
    {
        if (header.size > textLimit)
            return damaged();
        std::string out(header.size + tarPadding(header.size), '\0');
        if (auto read = fill(out); !read)
            return std::unexpected(read.error());
        out.resize(header.size);
        return out;
    }

    Result<> takeIntro()
    {
        const auto first = header();
        if (!first)
            return std::unexpected(first.error());
        if (first->name != backupIntroName)
            return damaged();
        const auto intro = text(*first);
        if (!intro)
            return std::unexpected(intro.error());
        hashes_[first->name] = store::blobIdOf(*intro).hex();
        std::string_view rest = *intro;
        if (!rest.starts_with(backupIntro))
            return damaged();
        rest.remove_prefix(backupIntro.size());
        unsigned format = 0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), format);
        if (error != std::errc())
            return damaged();
        if (format > backupFormat)
            return no(
                fmt::format(
                    "{} has backup format {}, and this version of postamt knows formats up to {}",
                    file_.string(),
                    format,
                    backupFormat
                ),
                "NEWER"
            );
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        if (!rest.starts_with(backupMade))
            return damaged();
        rest.remove_prefix(backupMade.size());
        std::from_chars(rest.data(), rest.data() + rest.size(), backup_.made);
        return {};
    }

    Result<> takeMember()
    {
        const auto next = header();
        if (!next)
            return std::unexpected(next.error());
        if (next->name == backupSumsName) {
            auto sums = text(*next);
            if (!sums)
                return std::unexpected(sums.error());
            sums_ = std::move(*sums);
            return {};
        }
        return unpack(*next);
    }

    Result<> unpack(const TarHeader& header)
    {
        const auto path = into_ / header.name;
        std::error_code code;
        std::filesystem::create_directories(path.parent_path(), code);
        // Never through a link, never a name twice.
        const net::Descriptor out(
            ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)
        );
        if (!out)
            return errno == EEXIST ? Result<>(damaged()) : Result<>(failed("write", path));
        store::BlobHasher hasher;
        std::vector<char> buffer(backupPiece);
        for (std::uint64_t left = header.size; left > 0;) {
            const std::span piece(buffer.data(), std::min<std::uint64_t>(left, backupPiece));
            if (auto read = fill(piece); !read)
                return read;
            if (::write(out.get(), piece.data(), piece.size()) != std::ssize(piece))
                return failed("write", path);
            hasher.update({piece.data(), piece.size()});
            left -= piece.size();
        }
        std::string padding(tarPadding(header.size), '\0');
        if (auto read = fill(padding); !read)
            return read;
        hashes_[header.name] = hasher.finish().hex();
        ++backup_.files;
        backup_.bytes += header.size;
        return {};
    }

    std::string expected() const
    {
        std::string sums;
        for (const auto& [name, hash] : hashes_)
            sums += fmt::format("{}  {}\n", hash, name);
        return sums;
    }

    Result<> sync()
    {
        const net::Descriptor folder(::open(into_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!folder || ::syncfs(folder.get()) != 0)
            return failed("write", into_);
        return {};
    }

    const std::filesystem::path& file_;
    const std::filesystem::path& into_;
    net::Descriptor in_;
    Backup backup_;
    std::map<std::string, std::string> hashes_;
    std::optional<std::string> sums_;
};

} // namespace

Result<Backup> unpackBackup(const std::filesystem::path& file, const std::filesystem::path& into)
{
    return Unpacking(file, into).run();
}

} // namespace postamt::cli
