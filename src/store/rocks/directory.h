#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace postamt::store::rocks {

/// The directory of a store: checks its format number and keeps other processes out for as long as
/// it lives.
class Directory {
public:
    /// Makes the directory and its format file if they are not there. Errors as of openRocks().
    static Result<std::unique_ptr<Directory>> open(const std::filesystem::path& path);

    /// Makes a directory that has its RocksDB already a store of the present format, durably.
    static Result<> stamp(const std::filesystem::path& path);

    ~Directory();
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;

    /// Says that a store that was being made is there now; to be called when its database is open
    /// and before anything is acknowledged.
    Result<> finish();

    /// Where RocksDB has its files.
    std::filesystem::path database() const { return path_ / "rocks"; }

    /// A file to try whether the disk can be written.
    std::filesystem::path probe() const { return path_ / "probe"; }

private:
    Directory(std::filesystem::path path, int format);

    Result<> checkFormat();
    Result<> begin();
    Result<> writeFormat(std::uint64_t number) const;

    std::filesystem::path path_;
    int format_; ///< the open format file, locked
    bool isUnfinished_ = false; ///< the store is being made
};

} // namespace postamt::store::rocks
