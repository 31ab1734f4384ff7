#include "mail/chunk.h"

#include <algorithm>
#include <limits>

namespace postamt::mail {

namespace {

constexpr std::uint64_t widest = std::numeric_limits<std::uint32_t>::max();

/// True if b - a can be had in 32 bits, without computing what may overflow.
bool isNear(UnixSeconds a, UnixSeconds b)
{
    return b >= a && static_cast<std::uint64_t>(b) - static_cast<std::uint64_t>(a) <= widest;
}

} // namespace

Chunk::Chunk(std::span<const Row> rows)
{
    rows_.reserve(rows.size());
    baseModSeq_ = rows.front().modSeq;
    for (const Row& row : rows) {
        baseModSeq_ = std::min(baseModSeq_, row.modSeq);
        highestModSeq_ = std::max(highestModSeq_, row.modSeq);
        unseen_ += row.flags.has(Flag::Seen) ? 0 : 1;
        deleted_ += row.flags.has(Flag::Deleted) ? 1 : 0;
        loose_ += row.place.isLoose ? 1 : 0;
    }
    // Within 68 years before and after a row from the middle: one odd date does not matter much.
    constexpr UnixSeconds before = UnixSeconds(1) << 31;
    const auto middle = rows[rows.size() / 2].internalDate;
    baseDate_ = std::max(middle, std::numeric_limits<UnixSeconds>::min() + before) - before;
    const bool hasKeywords
        = std::ranges::any_of(rows, [](const Row& r) { return r.keywords != 0; });
    if (hasKeywords)
        keywords_.push_back(0);
    for (const Row& row : rows)
        rows_.push_back(packed(row));
    keywords_.shrink_to_fit();
    whole_.shrink_to_fit();
}

Chunk::Packed Chunk::packed(const Row& row)
{
    constexpr unsigned byte = std::numeric_limits<std::uint8_t>::max();
    const auto modSeq = row.modSeq.value - baseModSeq_.value;
    Packed out;
    out.uid = row.uid;
    out.isWhole = modSeq > widest || !isNear(baseDate_, row.internalDate) || row.flags.bits > byte
        || row.service > byte;
    auto keywords = std::ranges::find(keywords_, row.keywords);
    // 256 masks fit; one more can be, as 0 is always among them.
    if (row.keywords != 0 && keywords == keywords_.end() && keywords_.size() > byte)
        out.isWhole = true;
    if (out.isWhole) {
        whole_.push_back(row);
        return out;
    }
    if (row.keywords != 0 && keywords == keywords_.end())
        keywords = keywords_.insert(keywords_.end(), row.keywords);
    out.size = row.size;
    out.saveDate = row.saveDate;
    out.internalDate = static_cast<std::uint32_t>(
        static_cast<std::uint64_t>(row.internalDate) - static_cast<std::uint64_t>(baseDate_)
    );
    out.modSeq = static_cast<std::uint32_t>(modSeq);
    out.flags = static_cast<std::uint8_t>(row.flags.bits);
    out.service = static_cast<std::uint8_t>(row.service);
    out.keywords = static_cast<std::uint8_t>(keywords - keywords_.begin());
    out.isPacked = row.place.isPacked;
    out.isLoose = row.place.isLoose;
    return out;
}

Row Chunk::at(std::size_t index) const
{
    const Packed& packed = rows_[index];
    if (packed.isWhole)
        return *std::ranges::lower_bound(whole_, packed.uid, {}, &Row::uid);
    Row row;
    row.modSeq = ModSeq(baseModSeq_.value + packed.modSeq);
    row.keywords = keywords_.empty() ? 0 : keywords_[packed.keywords];
    row.internalDate = baseDate_ + packed.internalDate;
    row.uid = packed.uid;
    row.size = packed.size;
    row.saveDate = packed.saveDate;
    row.flags.bits = packed.flags;
    row.service = packed.service;
    row.place = {packed.isPacked, packed.isLoose};
    return row;
}

bool Chunk::hasAt(std::size_t index, Flag flag) const
{
    const Packed& packed = rows_[index];
    return packed.isWhole ? at(index).flags.has(flag) : FlagSet{packed.flags}.has(flag);
}

std::size_t Chunk::lowerBound(Uid uid) const
{
    const auto place = std::ranges::lower_bound(rows_, uid, {}, &Packed::uid);
    return static_cast<std::size_t>(place - rows_.begin());
}

void Chunk::appendDeleted(std::vector<Uid>& out) const
{
    for (std::size_t i = 0; deleted_ != 0 && i < size(); ++i) {
        if (hasAt(i, Flag::Deleted))
            out.push_back(uidAt(i));
    }
}

void Chunk::unpack(std::vector<Row>& out) const
{
    out.reserve(out.size() + size());
    for (std::size_t i = 0; i < size(); ++i)
        out.push_back(at(i));
}

} // namespace postamt::mail
