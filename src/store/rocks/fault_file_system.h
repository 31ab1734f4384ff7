#pragma once

#include "store/rocks/unsynced.h"

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <shared_mutex>
#include <string>
#include <string_view>

namespace postamt::store::rocks {

/// A file system for tests, upon the machine's: the disk fills up, fails, is slow, or loses power
/// when told.
class FaultFileSystem : public rocksdb::FileSystemWrapper {
public:
    enum class Fault {
        None,
        Full, ///< nothing can be appended or made
        SyncFails, ///< appends seem to work, but do not reach the disk
        Failing, ///< every write is an I/O error
        ReadOnly, ///< the same, in the words of a file system that was mounted anew
    };

    /// What NthFails counts.
    enum class Act { Write, Sync };

    FaultFileSystem();

    /// The Env to give to RocksOptions; made once, lives as long as this.
    rocksdb::Env* env() { return env_.get(); }

    /// Only files whose names contain `part` are hit; all if it is empty.
    void setFault(Fault fault, std::string part = {});

    /// The disk is full after so many further bytes; the write that goes beyond is torn.
    void fillAfter(std::uint64_t bytes);

    /// The n-th write or sync from now is an I/O error, and none before or after it.
    void failNth(Act act, std::uint64_t number);

    /// Every sync takes so long.
    void setSyncTime(std::chrono::milliseconds time);

    /// From now on nothing is written any more. Then, after the engine was closed:
    void cutPower();
    /// Takes back what was not synced (see Unsynced), and writing works again.
    void restorePower();

    /// Both at once, under the running engine, which cannot write any more afterwards; the caller
    /// ends the process.
    void losePower();

    /// How often somebody began a file.
    std::uint64_t filesMade() const;

    const char* Name() const override { return "FaultFileSystem"; }

    rocksdb::IOStatus NewWritableFile(
        const std::string& name,
        const rocksdb::FileOptions& options,
        std::unique_ptr<rocksdb::FSWritableFile>* result,
        rocksdb::IODebugContext* debug
    ) override;
    rocksdb::IOStatus NewDirectory(
        const std::string& name,
        const rocksdb::IOOptions& options,
        std::unique_ptr<rocksdb::FSDirectory>* result,
        rocksdb::IODebugContext* debug
    ) override;
    rocksdb::IOStatus CreateDirIfMissing(
        const std::string& name, const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug
    ) override;
    rocksdb::IOStatus RenameFile(
        const std::string& source,
        const std::string& target,
        const rocksdb::IOOptions& options,
        rocksdb::IODebugContext* debug
    ) override;
    rocksdb::IOStatus LinkFile(
        const std::string& source,
        const std::string& target,
        const rocksdb::IOOptions& options,
        rocksdb::IODebugContext* debug
    ) override;
    rocksdb::IOStatus DeleteFile(
        const std::string& name, const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug
    ) override;

private:
    class File;
    class Directory;

    /// How many of `size` bytes may be appended to a file, and what is said if not all.
    rocksdb::IOStatus admit(const std::string& name, std::size_t size, std::size_t& admitted);
    rocksdb::IOStatus admitSync(const std::string& name);
    /// For changes of names.
    rocksdb::IOStatus admitChange(const std::string& name);
    std::optional<rocksdb::IOStatus> refusal(const std::string& name) const;
    std::uint64_t writtenTo(const Unsynced::Contents& contents) const;
    void noteSynced(Unsynced::Contents& contents, std::uint64_t written);

    std::unique_ptr<rocksdb::Env> env_;
    /// Held shared by whoever changes the disk, and exclusively by the loss of power.
    std::shared_mutex power_;
    mutable std::mutex mutex_; ///< guards what follows
    Fault fault_ = Fault::None;
    std::string part_;
    std::optional<std::uint64_t> room_;
    std::uint64_t writesUntilFault_ = 0; ///< 0: none is to come
    std::uint64_t syncsUntilFault_ = 0;
    std::chrono::milliseconds syncTime_{0};
    bool powerless_ = false;
    std::uint64_t filesMade_ = 0;
    Unsynced unsynced_;
    std::mt19937_64 random_{std::random_device{}()};
};

} // namespace postamt::store::rocks
