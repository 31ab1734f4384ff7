#pragma once

#include "mail/row.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::mail {

// A pack is one record with the rows of a stretch of UIDs, so that a large mailbox is read and
// written in few records. Rows that are new or were changed one by one stand beside it in records
// of their own, loose, and hold against it; a message that was expunged stands in no pack.

/// So many UIDs belong to one pack.
constexpr std::uint32_t packSpan = 128;

/// The pack of a message.
constexpr PackNumber packOf(Uid uid)
{
    return PackNumber((uid.value - 1) / packSpan);
}

/// The lowest UID of a pack.
constexpr Uid firstOf(PackNumber pack)
{
    return Uid(pack.value * packSpan + 1);
}

/// The highest UID of a pack.
constexpr Uid lastOf(PackNumber pack)
{
    return Uid(pack.value * packSpan + packSpan);
}

/// The stored record of rows of one pack, ascending, at least one; without the number, which is in
/// the key (docs/storage.md).
std::string encodePack(PackNumber pack, std::span<const Row> rows);
Result<std::vector<Row>> decodePack(PackNumber pack, std::string_view record);

} // namespace postamt::mail
