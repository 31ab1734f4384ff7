#pragma once

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace postamt::store::rocks {

/// A file system for tests, upon the machine's: the disk fills up, fails, or loses power when told.
class FaultFileSystem : public rocksdb::FileSystemWrapper {
public:
    enum class Fault {
        None,
        Full, ///< nothing can be appended or made
        SyncFails, ///< appends seem to work, but do not reach the disk
        Failing, ///< every write is an I/O error
    };

    FaultFileSystem();

    /// The Env to give to RocksOptions; made once, lives as long as this.
    rocksdb::Env* env() { return env_.get(); }

    /// Only files whose names contain `part` are hit; all if it is empty.
    void setFault(Fault fault, std::string part = {});

    /// The disk is full after so many further bytes; the write that goes beyond is torn.
    void fillAfter(std::uint64_t bytes);

    /// From now on nothing is written any more. Then, after the engine was closed:
    void cutPower();
    /// Cuts off from each file what was not synced, and writing works again.
    void restorePower();

    /// How often somebody began a file.
    std::uint64_t filesMade() const;

    const char* Name() const override { return "FaultFileSystem"; }

    rocksdb::IOStatus NewWritableFile(
        const std::string& name,
        const rocksdb::FileOptions& options,
        std::unique_ptr<rocksdb::FSWritableFile>* result,
        rocksdb::IODebugContext* debug
    ) override;
    rocksdb::IOStatus RenameFile(
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

    struct Lengths {
        std::uint64_t written = 0;
        std::uint64_t synced = 0;
    };

    /// How many of `size` bytes may be appended to a file, and what is said if not all.
    rocksdb::IOStatus admit(const std::string& name, std::size_t size, std::size_t& admitted);
    rocksdb::IOStatus admitSync(const std::string& name);
    bool isHit(const std::string& name) const;

    std::unique_ptr<rocksdb::Env> env_;
    mutable std::mutex mutex_; ///< guards what follows
    Fault fault_ = Fault::None;
    std::string part_;
    std::optional<std::uint64_t> room_;
    bool powerless_ = false;
    std::uint64_t filesMade_ = 0;
    std::map<std::string, std::shared_ptr<Lengths>> lengths_;
};

} // namespace postamt::store::rocks
