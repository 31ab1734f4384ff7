#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postamt::store::rocks {

/// What was done to files and directories and not synced yet, and the loss of it: what a disk may
/// hold after a loss of power. A file keeps what was synced and any part of the rest, perhaps with
/// zeros at its end; names that were made, changed or deleted since their directory was synced may
/// be as they were before, each for itself. For FaultFileSystem, which guards it.
class Unsynced {
public:
    /// Gives a random number below the bound.
    using Dice = std::function<std::uint64_t(std::uint64_t bound)>;

    /// The bytes of a file, whatever it is called.
    struct Contents {
        std::uint64_t written = 0;
        std::uint64_t synced = 0;
    };

    /// A file is about to be made; one of that name that is there is set aside.
    std::shared_ptr<Contents> make(const std::filesystem::path& name);
    /// A directory was made. If its name is lost, so is what is in it.
    void makeDirectory(const std::filesystem::path& name);
    /// Another name for a file, which is there.
    void link(const std::filesystem::path& file, const std::filesystem::path& other);
    /// Renames; a file of the new name that is there is set aside.
    std::error_code rename(const std::filesystem::path& before, const std::filesystem::path& after);
    /// Deletes; the file is set aside until its directory is synced.
    std::error_code remove(const std::filesystem::path& name);
    /// What was done to the names in a directory is on the disk now.
    void syncDirectory(const std::filesystem::path& name);

    /// The power is lost. Nobody may write.
    void lose(const Dice& dice);

private:
    enum class Kind { Make, Rename, Remove };

    /// One change of names.
    struct Step {
        Kind kind;
        std::filesystem::path name; ///< made, removed, or the new name
        std::filesystem::path from; ///< the old name
        std::filesystem::path aside; ///< where the file is that had the name before
    };

    std::error_code move(const std::filesystem::path& from, const std::filesystem::path& to);
    std::error_code setAside(const std::filesystem::path& file, std::filesystem::path& aside);
    std::error_code
    renameDirectory(const std::filesystem::path& from, const std::filesystem::path& to);
    void undo(const Step& step);

    std::map<std::filesystem::path, std::shared_ptr<Contents>> contents_;
    std::vector<Step> steps_;
    std::uint64_t asides_ = 0;
};

} // namespace postamt::store::rocks
