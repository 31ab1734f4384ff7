#include "net/private_file.h"

#include "net/descriptor.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>

namespace postamt::net {

namespace {

std::unexpected<Error> failure(const std::filesystem::path& file)
{
    return temporary(
        "cannot write " + file.string() + ": " + std::system_category().message(errno)
    );
}

bool writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto size = ::write(descriptor, bytes.data(), bytes.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(size));
    }
    return ::fsync(descriptor) == 0;
}

} // namespace

Result<> writeFile(const std::filesystem::path& file, std::string_view bytes, unsigned mode)
{
    std::error_code ignored; // if the folder is missing, open() says so
    std::filesystem::create_directories(file.parent_path(), ignored);
    std::filesystem::path fresh = file;
    fresh += ".new";
    ::unlink(fresh.c_str());
    const Descriptor descriptor(
        ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, static_cast<mode_t>(mode))
    );
    if (!descriptor || !writeAll(descriptor.get(), bytes)
        || ::rename(fresh.c_str(), file.c_str()) != 0)
        return failure(file);
    const Descriptor folder(::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder || ::fsync(folder.get()) != 0)
        return failure(file);
    return {};
}

} // namespace postamt::net
