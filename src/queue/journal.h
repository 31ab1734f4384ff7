#pragma once

#include "base/oneshot.h"
#include "base/result.h"
#include "base/task.h"
#include "queue/entry.h"
#include "store/engine.h"

#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace postamt::queue {

/// What one step of the queue writes.
struct Write {
    std::optional<Entry> put;
    std::optional<EntryId> remove;
    store::BodyRef body; ///< brought by `put`; or null
    std::optional<store::BlobId> unlinked; ///< no entry needs it any more
};

/// Keeps the queue in its partition of the store. Writes that wait go into one commit. From any
/// thread. It outlives the tasks it gave.
class Journal {
public:
    explicit Journal(store::Engine& engine) : engine_(engine) { }

    /// All entries, ascending. Blocks.
    Result<std::vector<Entry>> load();

    /// Answers when it is durable, or Temporary.
    Task<Result<>> write(Write write);

private:
    struct Waiting {
        Write write;
        Oneshot<Result<>> done;
    };

    using Fold = std::vector<Waiting>;

    void drive();
    void commit(Fold fold, unsigned conflicts);
    static store::Batch batchOf(const Fold& fold, store::Version version);

    store::Engine& engine_;
    std::mutex mutex_; ///< guards all that follows
    std::vector<Waiting> waiting_;
    bool busy_ = false; ///< a commit is under way
};

} // namespace postamt::queue
