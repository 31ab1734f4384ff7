#include "base/fault_point.h"
#include "store/rocks/database.h"

#include <rocksdb/utilities/checkpoint.h>

#include <limits>
#include <system_error>

namespace postamt::store::rocks {

namespace {

/// RocksDB links its immutable files and copies the log, so that nothing need be flushed first.
rocksdb::Status makeCheckpoint(rocksdb::DB& database, const std::filesystem::path& path)
{
    rocksdb::Checkpoint* made = nullptr;
    const auto status = rocksdb::Checkpoint::Create(&database, &made);
    const std::unique_ptr<rocksdb::Checkpoint> checkpoint(made);
    if (!status.ok())
        return status;
    return checkpoint->CreateCheckpoint(path, std::numeric_limits<std::uint64_t>::max());
}

} // namespace

Result<> Database::checkpoint(const std::filesystem::path& directory)
{
    const auto held = lease();
    if (!held)
        return std::unexpected(held.error());
    std::error_code error;
    if (!std::filesystem::create_directory(directory, error))
        return error ? temporary("cannot make " + directory.string() + ": " + error.message())
                     : no(directory.string() + " is there already", "EXISTS");
    Result<> made;
    const auto inside = std::filesystem::absolute(directory) / "rocks";
    if (const auto status = makeCheckpoint(**held, inside); !status.ok())
        made = std::unexpected(errorOf(status));
    faultPoint("checkpoint.linked");
    // Last: what has no format file does not open.
    if (made)
        made = Directory::stamp(directory);
    faultPoint("checkpoint.made");
    if (!made)
        std::filesystem::remove_all(directory, error);
    return made;
}

} // namespace postamt::store::rocks
