#include "mail/pack.h"

#include "base/bytes.h"

#include <algorithm>
#include <limits>

namespace postamt::mail {

namespace {

/// Differences wrap around, so that any two dates have one.
std::int64_t difference(std::int64_t from, std::int64_t to)
{
    return static_cast<std::int64_t>(
        static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from)
    );
}

std::int64_t sum(std::int64_t from, std::int64_t difference)
{
    return static_cast<std::int64_t>(
        static_cast<std::uint64_t>(from) + static_cast<std::uint64_t>(difference)
    );
}

constexpr std::uint64_t widest = std::numeric_limits<std::uint32_t>::max();

/// What a row is written as the distance from.
struct Before {
    std::uint32_t uid = 0;
    UnixSeconds internalDate = 0;
    std::uint32_t saveDate = 0;

    void moveTo(const Row& row)
    {
        uid = row.uid.value;
        internalDate = row.internalDate;
        saveDate = row.saveDate;
    }
};

/// The row behind `before`; false where it cannot be.
bool readRow(RecordReader& reader, ModSeq base, const Before& before, Row& row)
{
    const std::uint64_t uid = before.uid + std::uint64_t{reader.numberAs<std::uint32_t>()};
    const std::uint64_t modSeq = reader.number();
    row.flags.bits = reader.numberAs<std::uint16_t>();
    row.service = reader.numberAs<std::uint16_t>();
    row.keywords = reader.number();
    row.size = reader.numberAs<std::uint32_t>();
    row.internalDate = sum(before.internalDate, reader.signedNumber());
    const std::int64_t saveDate = sum(before.saveDate, reader.signedNumber());
    if (uid > widest || modSeq > std::numeric_limits<std::uint64_t>::max() - base.value
        || saveDate < 0 || saveDate > static_cast<std::int64_t>(widest))
        return false;
    row.uid = Uid(static_cast<std::uint32_t>(uid));
    row.modSeq = ModSeq(base.value + modSeq);
    row.saveDate = static_cast<std::uint32_t>(saveDate);
    row.place.isPacked = true;
    return row.uid.value > before.uid;
}

} // namespace

std::string encodePack(PackNumber pack, std::span<const Row> rows)
{
    const ModSeq base = std::ranges::min(rows, {}, &Row::modSeq).modSeq;
    RecordWriter writer;
    writer.number(rows.size());
    writer.number(base.value);
    Before before{.uid = pack.value * packSpan};
    for (const Row& row : rows) {
        writer.number(row.uid.value - before.uid);
        writer.number(row.modSeq.value - base.value);
        writer.number(row.flags.bits);
        writer.number(row.service);
        writer.number(row.keywords);
        writer.number(row.size);
        writer.signedNumber(difference(before.internalDate, row.internalDate));
        writer.signedNumber(difference(before.saveDate, row.saveDate));
        before.moveTo(row);
    }
    return writer.take();
}

Result<std::vector<Row>> decodePack(PackNumber pack, std::string_view record)
{
    const auto damaged = [] { return internal("a pack of rows is damaged"); };
    RecordReader reader(record);
    const auto count = reader.numberAs<std::uint32_t>();
    const ModSeq base(reader.number());
    if (count == 0 || count > packSpan)
        return damaged();
    std::vector<Row> rows(count);
    Before before{.uid = pack.value * packSpan};
    for (Row& row : rows) {
        if (!readRow(reader, base, before, row))
            return damaged();
        before.moveTo(row);
    }
    if (!reader.complete() || rows.back().uid > lastOf(pack))
        return damaged();
    return rows;
}

} // namespace postamt::mail
