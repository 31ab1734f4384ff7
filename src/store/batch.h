#pragma once

#include "base/number.h"
#include "store/body.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postamt::store {

/// The unit by which the store is divided among machines: one account, or 0 for what belongs to
/// none (the directory of accounts).
using Partition = Number<struct PartitionTag, std::uint64_t>;

/// Counts the commits of one partition, from 0 (nothing was ever committed). For an account it is
/// the modseq (RFC 7162) of its last Change.
using Version = Number<struct VersionTag, std::uint64_t>;

/// What one commit does to one partition: all of it or nothing. Keys are bytes, sorted as unsigned.
struct Batch {
    struct Put {
        std::string key;
        std::string value;
    };

    Partition partition;

    /// The version the partition must have; otherwise the commit is a conflict and does nothing.
    Version expected;
    /// The version it has afterwards; must be above `expected`.
    Version next;

    /// The removes are applied before the puts; of two puts of one key the last counts.
    std::vector<Put> puts;
    std::vector<std::string> removes;

    /// Bodies this batch brings. A body whose blob is there already is not written again.
    std::vector<BodyRef> bodies;
    /// Blobs this partition holds from now on, or no more. A blob that no partition holds is purged
    /// later, never at once. A linked blob must be there or be among the bodies, or the commit
    /// fails with No, NONEXISTENT. A blob that is linked and unlinked at once is held.
    std::vector<BlobId> linked;
    std::vector<BlobId> unlinked;
};

} // namespace postamt::store
