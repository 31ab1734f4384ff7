#include "imap/uid_batches.h"

#include <algorithm>

namespace postamt::imap {

Result<std::vector<proto::NumberRange>> uidBatches(
    const mail::Snapshot& rows,
    std::uint32_t size,
    std::optional<proto::NumberRange> wanted,
    std::size_t most
)
{
    const std::uint64_t count = (std::uint64_t(rows.size()) + size - 1) / size;
    const std::uint64_t first = wanted ? wanted->first : 1;
    const std::uint64_t last = std::min<std::uint64_t>(count, wanted ? wanted->last : count);
    std::vector<proto::NumberRange> batches;
    if (first > last)
        return batches;
    if (last - first + 1 > most)
        return no("there are more batches than can be told at once", "TOOMANY");
    // The place of the lowest message of a batch; batches are counted from the highest.
    const auto lowest = [&](std::uint64_t batch) {
        return static_cast<std::uint32_t>(rows.size() - batch * size);
    };
    for (auto batch = first; batch <= last; ++batch) {
        const auto low = batch == count ? 1 : rows.at(lowest(batch)).uid.value;
        const auto high = batch == 1 ? rows.at(rows.size() - 1).uid.value
                                     : rows.at(lowest(batch - 1)).uid.value - 1;
        batches.push_back({low, high});
    }
    return batches;
}

} // namespace postamt::imap
