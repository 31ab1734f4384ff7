#include "cli/checkpoints.h"

#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <vector>

namespace postamt::cli {

namespace {

/// A backup reads the checkpoint it has asked for within moments.
constexpr std::chrono::minutes abandonedAfter{10};

net::Descriptor openFolder(const std::filesystem::path& folder)
{
    return net::Descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

bool isAbandoned(const std::filesystem::path& folder, std::chrono::seconds age)
{
    std::error_code code;
    const auto made = std::filesystem::last_write_time(folder, code);
    if (code || std::filesystem::file_time_type::clock::now() - made < age)
        return false;
    const auto lock = openFolder(folder);
    return lock && ::flock(lock.get(), LOCK_EX | LOCK_NB) == 0;
}

} // namespace

Result<std::filesystem::path>
makeCheckpoint(store::Engine& engine, const std::filesystem::path& parent, Random& random)
{
    removeAbandoned(parent, abandonedAfter);
    std::error_code code;
    std::filesystem::create_directories(parent, code);
    auto folder = parent / random.hex(16);
    if (auto made = engine.checkpoint(folder); !made)
        return std::unexpected(made.error());
    return folder;
}

void removeAbandoned(const std::filesystem::path& parent, std::chrono::seconds age)
{
    std::error_code code;
    std::vector<std::filesystem::path> abandoned;
    for (std::filesystem::directory_iterator at(parent, code), end; !code && at != end;
         at.increment(code)) {
        if (isAbandoned(at->path(), age))
            abandoned.push_back(at->path());
    }
    for (const auto& folder : abandoned)
        std::filesystem::remove_all(folder, code);
}

CheckpointReading::CheckpointReading(std::filesystem::path folder)
    : folder_(std::move(folder)), lock_(openFolder(folder_))
{
    if (lock_)
        ::flock(lock_.get(), LOCK_SH);
}

CheckpointReading::~CheckpointReading()
{
    std::error_code code;
    std::filesystem::remove_all(folder_, code);
}

} // namespace postamt::cli
