#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/engine.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>

namespace rocksdb {
class Env;
}

namespace postamt::store {

/// How the embedded engine is run. The defaults suit a household as well as a company.
struct RocksOptions {
    /// Tells when a body was written; nothing: the machine's clock.
    const Clock* clock = nullptr;
    /// Memory for the blocks, indexes and filters that were read last.
    std::size_t cacheBytes = std::size_t(8) << 20;
    /// The least time between two tries to write again after the disk was full or failed. Commits
    /// in between are answered Temporary at once.
    std::chrono::milliseconds retryAfter{1000};
    /// The file system below, for tests; must outlive the engine. Nothing: the machine's.
    rocksdb::Env* env = nullptr;
};

/// Opens the store in a directory (made if it is not there) as a RocksDB with write-ahead log.
/// docs/storage.md describes the files and keys.
///
/// No if another process has it open (code INUSE) or if it was written by a newer version (code
/// NEWER); Temporary if the disk is full or fails; Internal if the store is damaged. On a full disk
/// a store that is there opens all the same, and can be read.
Result<std::unique_ptr<Engine>>
openRocks(const std::filesystem::path& directory, const RocksOptions& options = {});

} // namespace postamt::store
