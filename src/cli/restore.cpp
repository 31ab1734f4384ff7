#include "cli/backup_file.h"
#include "cli/exit_code.h"
#include "cli/verbs.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace postamt::cli {

namespace {

using std::filesystem::path;

/// A folder beside the one to be made; removed unless it gets that name.
class Workshop {
public:
    static Result<Workshop> beside(const path& target)
    {
        auto name = (target.parent_path() / (".restoring-XXXXXX")).string();
        if (::mkdtemp(name.data()) == nullptr)
            return temporary(fmt::format(
                "cannot make a folder beside {}: {}",
                target.string(),
                std::system_category().message(errno)
            ));
        return Workshop(name);
    }

    Workshop(Workshop&& other) noexcept : folder_(std::exchange(other.folder_, {})) { }

    Workshop& operator=(Workshop&&) = delete;

    ~Workshop()
    {
        std::error_code code;
        if (!folder_.empty())
            std::filesystem::remove_all(folder_, code);
    }

    const path& folder() const { return folder_; }

    /// Gives it the name, which nothing or an empty folder has, durably.
    Result<> becomes(const path& target)
    {
        if (::rename(folder_.c_str(), target.c_str()) != 0)
            return temporary(fmt::format(
                "cannot make {}: {}", target.string(), std::system_category().message(errno)
            ));
        folder_.clear();
        const auto parent = target.parent_path();
        const net::Descriptor opened(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!opened || ::fsync(opened.get()) != 0)
            return temporary(fmt::format("cannot sync {}", parent.string()));
        return {};
    }

private:
    explicit Workshop(path folder) : folder_(std::move(folder)) { }

    path folder_;
};

Result<> requireFree(const path& target)
{
    std::error_code code;
    if (!std::filesystem::exists(std::filesystem::symlink_status(target, code)))
        return {};
    if (std::filesystem::is_directory(std::filesystem::symlink_status(target, code))
        && std::filesystem::is_empty(target, code))
        return {};
    return no(fmt::format(
        "{} is there already and not empty; restore into a new directory", target.string()
    ));
}

/// Opens and closes the store, so that a backup that cannot be used is refused now: of a newer
/// format, damaged.
Result<> tryOut(const Program& program, const ServiceFolder& folder)
{
    const auto settings = folder.settings();
    if (!settings)
        return std::unexpected(settings.error());
    auto engine = program.openEngine()(folder, *settings);
    if (!engine)
        return std::unexpected(engine.error());
    (*engine)->close();
    return {};
}

Result<std::string> restore(const Program& program, const path& file, const std::string& directory)
{
    const ServiceFolder target(directory);
    const auto place = target.path().has_filename() ? target.path() : target.path().parent_path();
    if (auto isFree = requireFree(place); !isFree)
        return std::unexpected(isFree.error());
    auto workshop = Workshop::beside(place);
    if (!workshop)
        return std::unexpected(workshop.error());
    const auto unpacked = unpackBackup(file, workshop->folder());
    if (!unpacked)
        return std::unexpected(unpacked.error());
    auto made = tryOut(program, ServiceFolder(workshop->folder()));
    if (made)
        made = workshop->becomes(place);
    if (!made)
        return std::unexpected(made.error());
    return fmt::format(
        "Restored {} as it was at {:%Y-%m-%d %H:%M:%S} UTC: {} files, {:.1f} MB.\n"
        "Next: postamt check {}\n",
        place.string(),
        fmt::gmtime(static_cast<std::time_t>(unpacked->made)),
        unpacked->files,
        static_cast<double>(unpacked->bytes) / 1e6,
        place.string()
    );
}

} // namespace

void addRestoreVerb(Program& program)
{
    auto& verb = program.addVerb(
        program.app(), "restore", "Make a service from a backup, in a new directory"
    );
    const auto folder = std::make_shared<std::string>();
    const auto file = std::make_shared<std::string>();
    verb.add_option("FILE", *file, "The backup")->required();
    verb.add_option("DIR", *folder, "The directory to make")->required();
    program.setAction(verb, [&program, folder, file] {
        return report(restore(program, *file, *folder));
    });
}

} // namespace postamt::cli
