#pragma once

#include "base/clock.h"
#include "base/number.h"
#include "base/result.h"
#include "store/batch.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::queue {

/// The store partition of the queue: far beyond the accounts.
inline constexpr store::Partition partition{std::uint64_t{1} << 63};

/// A message of the queue, ascending by time; never used again.
using EntryId = Number<struct EntryIdTag, std::uint64_t>;

/// What became of one recipient so far.
struct Recipient {
    enum class State : std::uint8_t {
        Waiting = 0, ///< to be tried (again)
        Sent = 1,
        Failed = 2, ///< for good; the sender is still to be told
        Told = 3, ///< for good, and the sender knows
    };

    std::string address; ///< addr-spec, the domain as A-labels
    State state = State::Waiting;
    int code = 0; ///< of the last reply, 0 before the first
    std::string status; ///< its enhanced code, such as 5.1.1
    std::string text; ///< what the server said

    bool operator==(const Recipient&) const = default;
};

/// A message on its way out.
struct Entry {
    EntryId id;
    store::BlobId blob;
    std::uint64_t size = 0; ///< bytes on the wire, as smtp::proto::Letter has it
    bool eightBit = false; ///< the body holds bytes beyond ASCII
    bool utf8Header = false; ///< the header does
    std::string sender; ///< addr-spec of a user here, empty for <>
    std::string name; ///< the id that stands in Received, for the log
    UnixSeconds queued = 0;
    UnixSeconds next = 0; ///< when it is to be tried (again)
    std::uint32_t attempts = 0;
    std::vector<Recipient> recipients;

    bool has(Recipient::State state) const;

    bool operator==(const Entry&) const = default;
};

// The keys and values of the partition, as docs/storage.md describes them ("Queue keys").

std::string entryKey(EntryId id);
std::string entryKeys(); ///< prefix
Result<EntryId> parseEntryKey(std::string_view key);

std::string formatEntry(const Entry& entry);
/// Internal if the record is damaged.
Result<Entry> parseEntry(EntryId id, std::string_view bytes);

} // namespace postamt::queue
