#pragma once

#include "base/clock.h"
#include "store/engine.h"
#include "store/watchers.h"

#include <cstddef>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace postamt::store {

/// The reference engine and the double for tests: everything is in memory and gone with it.
///
/// A commit completes inside commit(), on the caller's thread, so that tests are deterministic;
/// one that is called from a completion or a watcher completes as soon as that has returned. Tests
/// can hold commits back, let them fail, and damage blobs.
class MemoryEngine : public Engine {
public:
    MemoryEngine(); ///< with the machine's clock
    explicit MemoryEngine(const Clock& clock);
    ~MemoryEngine() override;

    Result<std::optional<std::string>> get(Partition partition, std::string_view key) override;
    Result<> scan(
        Partition partition,
        const KeyRange& range,
        const Visitor& visit,
        Order order = Order::Ascending
    ) override;
    Result<Version> version(Partition partition) override;
    void commit(Batch batch, Completion done) override;
    Result<std::string> blob(const BlobId& id, std::uint64_t offset, std::uint64_t length) override;
    Result<std::optional<std::uint64_t>> blobSize(const BlobId& id) override;
    std::shared_ptr<void> watch(Partition partition, Watcher watcher) override;
    Result<> checkpoint(const std::filesystem::path& directory) override;
    Result<std::uint64_t> purge(UnixSeconds before) override;
    Result<> partitions(const std::function<bool(Partition, Version)>& visit) override;
    Result<> blobs(const std::function<bool(const BlobId&, std::uint64_t)>& visit) override;
    Result<> links(Partition partition, const std::function<bool(const BlobId&)>& visit) override;
    void close() override;

    /// An engine with what a checkpoint holds. Internal if it is damaged or none.
    static Result<std::unique_ptr<MemoryEngine>>
    load(const std::filesystem::path& directory, const Clock& clock);

    // For tests.

    /// The next `commits` commits fail with `error` and do nothing.
    void failNext(std::size_t commits, Error error);
    /// All commits and purges fail with it until it is taken away.
    void setFault(std::optional<Error> error);
    /// All reads fail with it until it is taken away.
    void setReadFault(std::optional<Error> error);

    /// Commits wait from now on.
    void hold();
    /// Lets the oldest `commits` of the waiting ones go; further ones still wait.
    void release(std::size_t commits);
    /// Lets all waiting commits go, and those that come.
    void release();
    /// How many commits wait.
    std::size_t waiting() const;

    /// Puts other bytes in the place of a blob's, or takes the blob away, whoever holds it.
    void damageBlob(const BlobId& id, std::optional<std::string> bytes);

private:
    using Records = std::map<std::string, std::string, std::less<>>;

    struct PartitionState {
        Version version;
        /// Shared with the scans that run; a commit then copies it first.
        std::shared_ptr<Records> records = std::make_shared<Records>();
        std::set<BlobId> holds;
    };

    struct BlobState {
        std::string bytes;
        UnixSeconds written = 0;
        std::size_t holders = 0;
    };

    struct Waiting {
        Batch batch;
        Completion done;
    };

    using NewBlobs = std::vector<std::pair<BlobId, std::string>>;

    bool mayGo() const;
    void drain();
    Result<Committed> apply(const Batch& batch);
    std::optional<Error> takeFault();
    Result<NewBlobs> readNewBodies(const Batch& batch) const;
    void applyLinks(const Batch& batch, PartitionState& state);

    const Clock& clock_;
    mutable std::mutex mutex_; ///< guards all that follows
    std::map<Partition, PartitionState> partitions_;
    std::map<BlobId, BlobState> blobs_;
    std::deque<Waiting> queue_;
    bool draining_ = false;
    bool closed_ = false;
    bool holding_ = false;
    std::size_t released_ = 0; ///< how many may go although holding_
    std::size_t failures_ = 0; ///< how many are still to fail with failure_
    Error failure_;
    std::optional<Error> fault_;
    std::optional<Error> readFault_;
    Watchers watchers_;
};

} // namespace postamt::store
