#pragma once

#include "base/result.h"
#include "store/rocks/directory.h"
#include "store/rocks/layout.h"
#include "store/rocks/rocks_engine.h"

#include <rocksdb/db.h>
#include <rocksdb/listener.h>
#include <rocksdb/write_batch.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postamt::store::rocks {

/// What a failed call to RocksDB means to us. The text is for people and names no files.
Error errorOf(const rocksdb::Status& status);

/// The open RocksDB. When a write has failed (the disk is full, read-only or failing) it is broken:
/// it can still be read, and mend() opens it anew, which replays the log and thereby settles what
/// became of the failed write. (RocksDB's own Resume() cannot recover from all errors, and leaves a
/// failed write in the log that later ones contradict.)
class Database {
public:
    static Result<std::unique_ptr<Database>>
    open(const std::filesystem::path& directory, const RocksOptions& options);

    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// The right to use RocksDB, which is not closed meanwhile. A thread may have several; it gives
    /// back what it has got.
    class Lease {
    public:
        explicit Lease(Database& owner) : owner_(&owner) { }

        ~Lease();
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        Lease(Lease&& other) noexcept : owner_(std::exchange(other.owner_, nullptr)) { }

        Lease& operator=(Lease&&) = delete;

        rocksdb::DB& operator*() const { return *owner_->db_; }

        rocksdb::DB* operator->() const { return owner_->db_.get(); }

        rocksdb::ColumnFamilyHandle* family(Family family) const { return owner_->family(family); }

    private:
        Database* owner_;
    };

    /// Waits while the database is opened anew. Temporary if it could not be.
    Result<Lease> lease();

    /// The value of a key, or nothing.
    Result<std::optional<std::string>> get(Family family, std::string_view key);

    /// Writes whole or not at all; with `synced` durably, and all that was written before it too.
    /// A failure breaks the database.
    Result<> write(rocksdb::WriteBatch& batch, bool synced);

    /// Makes a broken database whole again, if it is time to try. Temporary if it is still broken.
    /// By one thread at a time, which has no lease.
    Result<> mend();

    bool isBroken() const { return broken_; }

    /// Closes it for good: nobody has a lease, nothing is written any more. Reads fail from now on.
    void close();

    /// Grows each time the database was opened anew.
    std::uint64_t generation() const { return generation_; }

    /// As Engine::checkpoint().
    Result<> checkpoint(const std::filesystem::path& directory);

    /// Gives back to the disk what deleted bodies take, if it is worth the trouble. `freed` is what
    /// was deleted since the last call, in bytes. Takes long when there is much to do.
    void reclaim(std::uint64_t freed);

    /// From now on bodies are compressed with LZ4 (quick) or zstd when they leave memory.
    void compressQuickly(bool quick);

    /// The handle, for a batch. The pointer changes with the generation.
    rocksdb::ColumnFamilyHandle* family(Family family) const
    {
        return families_.at(static_cast<std::size_t>(family));
    }

private:
    /// Hears from RocksDB that work in the background has failed.
    class Listener;

    Database(std::unique_ptr<Directory> directory, const RocksOptions& options);

    rocksdb::Status openNow();
    rocksdb::Status openReadOnly();
    void closeNow();
    rocksdb::Status probe() const;
    void markBroken(const rocksdb::Status& status);
    std::unexpected<Error> trouble();
    bool shutGate();
    void openGate();

    std::unique_ptr<Directory> directory_;
    RocksOptions options_;
    std::shared_ptr<Listener> listener_;
    std::unique_ptr<rocksdb::DB> db_;
    std::vector<rocksdb::ColumnFamilyHandle*> families_;

    std::mutex gate_; ///< guards leases_ and gateShut_
    std::condition_variable gateOpened_;
    std::condition_variable leasesBack_;
    std::size_t leases_ = 0;
    bool gateShut_ = false;

    std::atomic<bool> broken_ = false;
    std::atomic<std::uint64_t> generation_ = 0;
    std::mutex trouble_; ///< guards error_
    Error error_; ///< why it is broken
    /// For mend() only.
    std::chrono::steady_clock::time_point nextTry_;
    std::atomic<std::uint64_t> freed_ = 0; ///< deleted since the tree was last compacted, bytes
};

} // namespace postamt::store::rocks
