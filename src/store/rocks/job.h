#pragma once

#include "store/engine.h"

#include <cstdint>
#include <vector>

namespace postamt::store::rocks {

/// Bodies above this many bytes are written ahead of their commit, chunk by chunk.
inline constexpr std::uint64_t aheadThreshold = 1 << 20;

/// A commit on its way.
struct Job {
    Batch batch;
    Engine::Completion done;
    Result<Committed> result = Committed::Done;
    /// The bodies whose chunks are there already, pinned.
    std::vector<BlobId> ahead;
    /// The database's generation when the first of them was written.
    std::uint64_t generation = 0;
};

} // namespace postamt::store::rocks
