#pragma once

#include "base/clock.h"
#include "store/rocks/database.h"
#include "store/rocks/job.h"

#include <rocksdb/write_batch.h>

#include <cstddef>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace postamt::store::rocks {

/// Gathers jobs into one write of RocksDB, the later ones upon the state that the earlier ones will
/// leave. Used by the committer's thread alone.
class Stage {
public:
    Stage(Database& database, const Clock& clock) : database_(database), clock_(clock) { }

    /// Adds a job; job.result says what becomes of it if the write succeeds. One with another
    /// result than Done has added nothing.
    void add(Job& job);

    /// The bytes gathered.
    std::size_t size() const { return write_.GetDataSize(); }

    /// Writes what was gathered, durably, and begins anew.
    Result<> write();

    /// Forgets the versions it knows: the database was opened anew.
    void forget();

    /// The version after what was staged.
    Result<Version> version(Partition partition);

private:
    Result<Committed> check(const Job& job);
    Result<> addBodies(const Job& job);
    Result<> addBody(const Body& body, bool isAhead);
    void addRecords(const Batch& batch);
    void addLinks(const Batch& batch);
    Result<std::optional<Marker>> marker(const BlobId& id);

    Database& database_;
    const Clock& clock_;
    rocksdb::WriteBatch write_;
    /// What the jobs gathered so far will leave.
    std::unordered_map<Partition, Version> stagedVersions_;
    std::unordered_set<BlobId> stagedBlobs_;
    /// Durable versions that were of use lately.
    std::unordered_map<Partition, Version> versions_;
};

} // namespace postamt::store::rocks
