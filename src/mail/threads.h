#pragma once

#include "mail/snapshot.h"
#include "mail/sort_key_cache.h"

#include <cstdint>
#include <span>
#include <vector>

namespace postamt::mail {

/// How THREAD finds what belongs together: RFC 5256 section 3, and REFS of
/// draft-ietf-morg-inthread section 4.
enum class ThreadAlgorithm : std::uint8_t { OrderedSubject, References, Refs };

/// A message among its thread. Siblings are a chain.
struct ThreadNode {
    static constexpr std::uint32_t none = 0xffffffff;

    Uid uid; ///< 0 for a missing message that holds its answers together
    std::uint32_t firstChild = none;
    std::uint32_t nextSibling = none;
};

/// Threads, the first of which is that of node `first`; the others are its siblings.
struct ThreadForest {
    std::vector<ThreadNode> nodes;
    std::uint32_t first = ThreadNode::none;
};

/// The threads of messages. `uids` ascend and are in `rows`, `keys` has them all.
ThreadForest threadsOf(
    const Snapshot& rows, SortKeys& keys, std::span<const Uid> uids, ThreadAlgorithm algorithm
);

/// The same on a worker, with the keys that it takes.
Task<Result<ThreadForest>> thread(
    SortKeyCache* cache,
    std::shared_ptr<Account> account,
    CollatedMailbox mailbox,
    SnapshotRef rows,
    std::vector<Uid> uids,
    ThreadAlgorithm algorithm,
    ProgressReport progress
);

} // namespace postamt::mail
