#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "mail/flags.h"
#include "mail/ids.h"

#include <string>
#include <string_view>

namespace postamt::mail {

/// Where a row is stored: in the pack of its UIDs (mail/pack.h), in a record of its own, or in
/// both, and then the record of its own holds. In neither: not stored yet. It is no property of the
/// message, so all of them are equal.
struct RowPlace {
    bool isPacked = false;
    bool isLoose = false; ///< in a record of its own

    constexpr bool operator==(const RowPlace&) const { return true; }
};

/// A message in a mailbox: what changes about it, and what is asked for all of them at once. All
/// else is in its summary. A Chunk packs rows into less memory.
struct Row {
    ModSeq modSeq;
    KeywordMask keywords = 0;
    UnixSeconds internalDate = 0;
    Uid uid;
    std::uint32_t size = 0; ///< octets, as RFC822.SIZE
    std::uint32_t saveDate = 0; ///< RFC 8514, seconds since 1970
    FlagSet flags;
    std::uint16_t service = 0; ///< ServiceBit
    RowPlace place;

    bool operator==(const Row&) const = default;

    bool has(ServiceBit bit) const { return (service & static_cast<std::uint16_t>(bit)) != 0; }

    bool sameFlags(const Row& other) const
    {
        return flags == other.flags && keywords == other.keywords;
    }
};

/// The stored record of a row, without the UID, which is in the key (docs/storage.md).
std::string encodeRow(const Row& row);
Result<Row> decodeRow(Uid uid, std::string_view record);

} // namespace postamt::mail
