// Any rows in a Chunk. Properties: each comes back as it was, is found by its UID, and is counted.
#include "base/bytes.h"
#include "mail/chunk.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace {

using namespace postamt;
using namespace postamt::mail;

void require(bool truth)
{
    if (!truth)
        std::abort();
}

/// Rows with ascending UIDs, with values of any size.
std::vector<Row> rowsOf(std::string_view bytes)
{
    std::vector<Row> rows;
    RecordReader reader(bytes);
    std::uint64_t uid = 0;
    while (!reader.atEnd() && reader.ok() && rows.size() < Chunk::capacity) {
        uid += 1 + reader.number() % 1'000'000;
        Row row;
        row.uid = Uid(static_cast<std::uint32_t>(uid));
        row.modSeq = ModSeq(reader.number());
        row.internalDate = reader.signedNumber();
        row.keywords = reader.number();
        row.size = static_cast<std::uint32_t>(reader.number());
        row.saveDate = static_cast<std::uint32_t>(reader.number());
        row.flags.bits = static_cast<std::uint16_t>(reader.number());
        row.service = static_cast<std::uint16_t>(reader.number());
        rows.push_back(row);
    }
    return rows;
}

void checkPlaces(const Chunk& chunk, const std::vector<Row>& rows)
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto uid = rows[i].uid;
        require(chunk.at(i) == rows[i] && chunk.uidAt(i) == uid);
        for (const auto flag : {Flag::Seen, Flag::Deleted, Flag::Draft})
            require(chunk.hasAt(i, flag) == rows[i].flags.has(flag));
        require(chunk.lowerBound(uid) == i);
        require(chunk.lowerBound(Uid(uid.value + 1)) == i + 1);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto rows = rowsOf({reinterpret_cast<const char*>(data), size});
    if (rows.empty())
        return 0;
    const Chunk chunk(rows);
    std::vector<Row> unpacked;
    chunk.unpack(unpacked);
    require(unpacked == rows && chunk.size() == rows.size() && chunk.lastUid() == rows.back().uid);
    checkPlaces(chunk, rows);

    std::vector<Uid> deleted;
    chunk.appendDeleted(deleted);
    const auto has
        = [](Flag flag) { return [flag](const Row& row) { return row.flags.has(flag); }; };
    const auto seen = static_cast<std::size_t>(std::ranges::count_if(rows, has(Flag::Seen)));
    const auto marked = static_cast<std::size_t>(std::ranges::count_if(rows, has(Flag::Deleted)));
    require(deleted.size() == marked && chunk.deleted() == marked);
    require(chunk.unseen() == rows.size() - seen);
    require(chunk.highestModSeq() == std::ranges::max(rows, {}, &Row::modSeq).modSeq);
    return 0;
}
