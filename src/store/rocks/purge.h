#pragma once

#include "base/clock.h"
#include "store/rocks/database.h"
#include "store/rocks/pins.h"

#include <cstdint>
#include <string>
#include <vector>

namespace postamt::store::rocks {

/// Blobs to look at: those that may go, and those that a commit which never came left behind.
struct PurgeList {
    std::vector<BlobId> unheld;
    std::vector<BlobId> ahead;
    /// Where to go on; empty at the end.
    std::string next;
};

/// What purgeNow() removed.
struct Purged {
    std::uint64_t blobs = 0;
    std::uint64_t bytes = 0;
};

/// Reads on from a key of Family::Links and gathers some blobs that nobody holds and that were
/// written before `before`. Any thread; what it finds may be outdated at once.
Result<PurgeList> listPurgeable(Database& database, std::string from, UnixSeconds before);

/// Removes those of the list that may still go. On the committer's thread, so that no commit comes
/// between looking and removing.
Result<Purged> purgeNow(Database& database, Pins& pins, const PurgeList& list, UnixSeconds before);

} // namespace postamt::store::rocks
