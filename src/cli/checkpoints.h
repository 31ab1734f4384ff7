#pragma once

#include "base/random.h"
#include "base/result.h"
#include "net/descriptor.h"
#include "store/engine.h"

#include <chrono>
#include <filesystem>

namespace postamt::cli {

/// Makes a checkpoint of the store in a new folder below `parent` (made if it is not there), and
/// first removes those that were abandoned long ago. Gives the folder.
Result<std::filesystem::path>
makeCheckpoint(store::Engine& engine, const std::filesystem::path& parent, Random& random);

/// Removes the folders below `parent` that are at least so old and that nobody reads: what a
/// backup left behind that was killed.
void removeAbandoned(const std::filesystem::path& parent, std::chrono::seconds age);

/// A checkpoint that is being read; removed with all its files at the end.
class CheckpointReading {
public:
    explicit CheckpointReading(std::filesystem::path folder);
    ~CheckpointReading();
    CheckpointReading(const CheckpointReading&) = delete;
    CheckpointReading& operator=(const CheckpointReading&) = delete;

    const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_;
    net::Descriptor lock_;
};

} // namespace postamt::cli
