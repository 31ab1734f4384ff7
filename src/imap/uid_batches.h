#pragma once

#include "imap/proto/sequence_set.h"
#include "mail/snapshot.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace postamt::imap {

/// A smaller batch would cost more to ask for than its messages; a client must not ask for one
/// (RFC 10022 section 3.1).
constexpr std::uint32_t leastBatchSize = 500;

/// So many batches are told in one answer.
constexpr std::size_t mostBatches = 10'000;

/// Ranges of UIDs that cover all from the highest UID to 1 without gaps, `size` messages in each,
/// the last (lowest) one maybe with fewer; of these the `wanted` ones, counted from 1. No [TOOMANY]
/// for more than `most`.
Result<std::vector<proto::NumberRange>> uidBatches(
    const mail::Snapshot& rows,
    std::uint32_t size,
    std::optional<proto::NumberRange> wanted,
    std::size_t most = mostBatches
);

} // namespace postamt::imap
