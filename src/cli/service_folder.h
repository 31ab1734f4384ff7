#pragma once

#include "base/result.h"
#include "base/settings.h"

#include <filesystem>

namespace postamt::cli {

/// The data directory of a service: where everything of it is. Every path of the settings is
/// relative to it.
class ServiceFolder {
public:
    explicit ServiceFolder(std::filesystem::path path);

    const std::filesystem::path& path() const { return path_; }

    std::filesystem::path settingsFile() const { return path_ / "postamt.toml"; }

    std::filesystem::path tls() const { return path_ / "tls"; }

    std::filesystem::path data() const { return path_ / "data"; }

    /// Where large messages are on their way in: on the same disk as the store.
    std::filesystem::path spool() const { return data() / "spool"; }

    /// Where backups find the store as it was at one moment.
    std::filesystem::path checkpoints() const { return data() / "checkpoints"; }

    std::filesystem::path controlSocket() const { return path_ / "control.sock"; }

    /// A path from the settings.
    std::filesystem::path resolve(std::filesystem::path path) const { return path_ / path; }

    /// True if `postamt init` has made it.
    bool exists() const;

    /// Reads the settings file. No, with a text that names file and line, if it is not there or
    /// wrong.
    Result<Settings> settings() const;

private:
    std::filesystem::path path_; ///< absolute
};

} // namespace postamt::cli
