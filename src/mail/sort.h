#pragma once

#include "mail/snapshot.h"
#include "mail/sort_key_cache.h"

#include <span>
#include <vector>

namespace postamt::mail {

/// One of the criteria of SORT (RFC 5256 section 3).
struct SortCriterion {
    SortKey key = SortKey::Arrival;
    bool isReverse = false;

    bool operator==(const SortCriterion&) const = default;
};

/// True if what a row tells is enough to sort by these.
bool needsRowsOnly(std::span<const SortCriterion> criteria);

/// The messages in the order of the criteria; those that are equal in all of them by UID. `uids`
/// ascend and are in `rows`. `keys` has them all and may be nullptr if rows are enough.
std::vector<Uid> sorted(
    const Snapshot& rows,
    SortKeys* keys,
    std::span<const Uid> uids,
    std::span<const SortCriterion> criteria
);

/// The same on a worker, with the keys that it takes.
Task<Result<std::vector<Uid>>> sort(
    SortKeyCache* cache,
    std::shared_ptr<Account> account,
    CollatedMailbox mailbox,
    SnapshotRef rows,
    std::vector<Uid> uids,
    std::vector<SortCriterion> criteria,
    ProgressReport progress
);

} // namespace postamt::mail
