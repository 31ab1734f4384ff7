// Any bytes as the records of the queue: what is accepted comes back as the same.
#include "queue/entry.h"

#include <cstdint>
#include <cstdlib>

using namespace postamt::queue;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    constexpr EntryId id(7);
    if (const auto entry = parseEntry(id, bytes)) {
        const auto again = parseEntry(id, formatEntry(*entry));
        if (!again || *again != *entry)
            std::abort();
    }
    if (const auto key = parseEntryKey(bytes); key && entryKey(*key) != bytes)
        std::abort();
    return 0;
}
