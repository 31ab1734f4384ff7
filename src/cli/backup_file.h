#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "net/descriptor.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace postamt::cli {

/// A service in one file: a tar archive whose first member says what it is and when it was made,
/// and whose last lists the BLAKE2b-256 hash of every other, so that half a file and a damaged one
/// are noticed. See docs/backup.md.
class BackupWriter {
public:
    /// Begins a file that is not there; it gets its name when it is whole. No if it is there,
    /// Temporary if it cannot be written.
    static Result<BackupWriter> begin(std::filesystem::path file, UnixSeconds now);

    BackupWriter(BackupWriter&&) = default;
    BackupWriter& operator=(BackupWriter&&) = delete;
    /// What was not finished goes.
    ~BackupWriter();

    /// Adds a file under a name. Bad if the name cannot be, Temporary if one of the two files
    /// fails.
    Result<> add(const std::string& name, const std::filesystem::path& from);

    /// Makes it durable and gives it its name. No if that is taken meanwhile.
    Result<> finish();

    std::uint64_t files() const { return hashes_.size(); }

    std::uint64_t bytes() const { return bytes_; }

private:
    BackupWriter(std::filesystem::path file, std::string temporary, net::Descriptor descriptor);

    Result<> addText(const std::string& name, std::string_view text);
    Result<> write(std::string_view bytes);

    std::filesystem::path file_;
    std::string temporary_; ///< its name until it is whole; empty when it has gone
    net::Descriptor out_;
    UnixSeconds now_ = 0;
    std::uint64_t bytes_ = 0;
    std::map<std::string, std::string> hashes_; ///< by name, hexadecimal
};

/// What a backup says of itself.
struct Backup {
    UnixSeconds made = 0;
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
};

/// Unpacks a backup into a folder that is empty, durably, and checks every byte. Bad if the file is
/// no backup, damaged or cut off; No, code NEWER, if it has a format that this version does not
/// know; Temporary if the disk fails. After an error the folder may hold some of the files.
Result<Backup> unpackBackup(const std::filesystem::path& file, const std::filesystem::path& into);

} // namespace postamt::cli
