#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/batch.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::store {

/// What became of a commit.
enum class Committed {
    Done, ///< durable: it survives kill -9 and power loss
    Conflict, ///< the partition is not at the expected version; nothing was done
};

/// A half-open interval of keys [from, to); an empty `to` means to the last key.
struct KeyRange {
    std::string from;
    std::string to;
    /// Who reads the records keeps what is in them, so the engine need not keep them ready as well.
    bool isReadOnce = false;

    /// All keys that begin with `prefix`.
    static KeyRange withPrefix(std::string_view prefix);
};

enum class Order { Ascending, Descending };

/// Bodies are best read in pieces that begin and end at multiples of this many bytes.
inline constexpr std::uint64_t blobPiece = 256 * 1024;

/// Where mail is kept: ordered maps of byte keys, one a partition, with atomic commits, and bodies
/// by hash shared by all. It knows nothing of mail. One conformance suite (store/conformance.h)
/// runs against every engine.
///
/// Reads block and may be called from any thread, also during a commit; they see whole commits
/// only. Errors are Temporary (disk full, read-only, database lost) or Internal (damage). After a
/// failed commit the engine goes on serving reads, and later commits are tried anew. A commit that
/// failed with Temporary was not acknowledged, but may still be found done, whole, once the trouble
/// is over (its log record may have reached the disk): the next commit is then a Conflict, and
/// who sees that reads the partition anew.
class Engine {
public:
    using Completion = std::move_only_function<void(Result<Committed>)>;
    /// Gets one record; answers whether to go on. The views hold during the call only.
    using Visitor = std::function<bool(std::string_view key, std::string_view value)>;
    using Watcher = std::function<void(Partition, Version)>;

    virtual ~Engine() = default;

    /// The value of a key, or nothing.
    virtual Result<std::optional<std::string>> get(Partition partition, std::string_view key) = 0;

    /// Visits the records of a range in order, from one consistent state.
    virtual Result<> scan(
        Partition partition,
        const KeyRange& range,
        const Visitor& visit,
        Order order = Order::Ascending
    ) = 0;

    /// The version of a partition; 0 if nothing was committed to it.
    virtual Result<Version> version(Partition partition) = 0;

    /// Makes a batch durable, then calls `done` once, on a thread of the engine (it must be quick
    /// and not throw; post what takes time). Commits to one partition are applied in the order of
    /// the calls. Commits that wait share one sync. `next` not above `expected` is Internal.
    virtual void commit(Batch batch, Completion done) = 0;

    /// The bytes [offset, offset + length) of a blob, cut at its end. No with code NONEXISTENT if
    /// there is no such blob.
    virtual Result<std::string> blob(const BlobId& id, std::uint64_t offset, std::uint64_t length)
        = 0;

    /// The size of a blob, or nothing if there is none.
    virtual Result<std::optional<std::uint64_t>> blobSize(const BlobId& id) = 0;

    /// Calls `watcher` after each commit to the partition, by this process or another, on a thread
    /// of the engine, until the returned handle is destroyed. It must be quick.
    virtual std::shared_ptr<void> watch(Partition partition, Watcher watcher) = 0;

    /// Makes `directory`, which must not be there (its parent must), a store of its own: it opens
    /// like this one and holds all that was acknowledged before the call, and of the commits that
    /// go on meanwhile each whole or not. It may share files with this store, so it belongs on the
    /// same disk and is not written to; copies of its files may go anywhere. No, code EXISTS, if
    /// the directory is there. What a failure leaves behind does not open.
    virtual Result<> checkpoint(const std::filesystem::path& directory) = 0;

    /// Removes blobs that no partition holds and that were last written before `before`; a body
    /// that is brought again counts as written again. Answers how many.
    virtual Result<std::uint64_t> purge(UnixSeconds before) = 0;

    // For `check`, from one state each; other commits may go on meanwhile.

    /// Visits the partitions that have a version, ascending.
    virtual Result<> partitions(const std::function<bool(Partition, Version)>& visit) = 0;
    /// Visits all blobs with their sizes.
    virtual Result<> blobs(const std::function<bool(const BlobId&, std::uint64_t size)>& visit) = 0;
    /// Visits the blobs that a partition holds.
    virtual Result<> links(Partition partition, const std::function<bool(const BlobId&)>& visit)
        = 0;

    /// Flushes and stops the engine's threads; waiting commits are finished. Called once, last.
    virtual void close() = 0;
};

} // namespace postamt::store
