#include "mail/snapshot.h"

#include <algorithm>
#include <utility>

namespace postamt::mail {

namespace {

auto rowAt(const Chunk& chunk, Uid uid)
{
    return std::ranges::lower_bound(chunk.rows, uid, {}, &Row::uid);
}

} // namespace

Snapshot::Snapshot(Chunks chunks) : chunks_(std::move(chunks))
{
    first_.reserve(chunks_.size());
    for (const auto& chunk : chunks_) {
        first_.push_back(size_);
        size_ += static_cast<std::uint32_t>(chunk->rows.size());
    }
}

std::size_t Snapshot::chunkOfIndex(std::uint32_t index) const
{
    const auto after = std::ranges::upper_bound(first_, index);
    return static_cast<std::size_t>(after - first_.begin()) - 1;
}

std::size_t Snapshot::chunkOfUid(Uid uid) const
{
    const auto chunk = std::ranges::partition_point(chunks_, [uid](const auto& c) {
        return c->rows.back().uid < uid;
    });
    return static_cast<std::size_t>(chunk - chunks_.begin());
}

const Row& Snapshot::at(std::uint32_t index) const
{
    const std::size_t chunk = chunkOfIndex(index);
    return chunks_[chunk]->rows[index - first_[chunk]];
}

std::uint32_t Snapshot::lowerBound(Uid uid) const
{
    const std::size_t chunk = chunkOfUid(uid);
    if (chunk == chunks_.size())
        return size_;
    const auto& rows = chunks_[chunk]->rows;
    return first_[chunk] + static_cast<std::uint32_t>(rowAt(*chunks_[chunk], uid) - rows.begin());
}

std::optional<std::uint32_t> Snapshot::indexOf(Uid uid) const
{
    const std::uint32_t index = lowerBound(uid);
    if (index == size_ || at(index).uid != uid)
        return std::nullopt;
    return index;
}

const Row* Snapshot::find(Uid uid) const
{
    const std::size_t chunk = chunkOfUid(uid);
    if (chunk == chunks_.size())
        return nullptr;
    const auto row = rowAt(*chunks_[chunk], uid);
    return row->uid == uid ? &*row : nullptr;
}

SnapshotEditor::SnapshotEditor(const Snapshot& base)
{
    parts_.reserve(base.chunks().size() + 1);
    for (const auto& chunk : base.chunks())
        parts_.push_back({chunk, nullptr});
}

SnapshotEditor::Part* SnapshotEditor::partOf(Uid uid)
{
    const auto part = std::ranges::partition_point(parts_, [uid](const Part& p) {
        return p.chunk().rows.back().uid < uid;
    });
    return part == parts_.end() ? nullptr : &*part;
}

Chunk& SnapshotEditor::own(Part& part)
{
    if (!part.own) {
        part.own = std::make_shared<Chunk>(*part.shared);
        part.shared = nullptr;
    }
    return *part.own;
}

void SnapshotEditor::append(const Row& row)
{
    if (parts_.empty() || parts_.back().chunk().rows.size() >= Chunk::capacity)
        parts_.push_back({nullptr, std::make_shared<Chunk>()});
    own(parts_.back()).rows.push_back(row);
}

Row* SnapshotEditor::edit(Uid uid)
{
    Part* part = partOf(uid);
    if (part == nullptr)
        return nullptr;
    const auto found = rowAt(part->chunk(), uid);
    if (found == part->chunk().rows.end() || found->uid != uid)
        return nullptr;
    const auto index = found - part->chunk().rows.begin();
    return &own(*part).rows[static_cast<std::size_t>(index)];
}

const Row* SnapshotEditor::find(Uid uid) const
{
    const Part* part = const_cast<SnapshotEditor*>(this)->partOf(uid);
    if (part == nullptr)
        return nullptr;
    const auto found = rowAt(part->chunk(), uid);
    return found != part->chunk().rows.end() && found->uid == uid ? &*found : nullptr;
}

void SnapshotEditor::remove(Uid uid)
{
    Part* part = partOf(uid);
    if (part == nullptr)
        return;
    const auto found = rowAt(part->chunk(), uid);
    if (found == part->chunk().rows.end() || found->uid != uid)
        return;
    const auto index = found - part->chunk().rows.begin();
    auto& rows = own(*part).rows;
    rows.erase(rows.begin() + index);
    if (rows.empty())
        parts_.erase(parts_.begin() + (part - parts_.data()));
}

SnapshotRef SnapshotEditor::finish()
{
    Snapshot::Chunks chunks;
    chunks.reserve(parts_.size());
    for (auto& part : parts_) {
        if (!part.own) {
            chunks.push_back(std::move(part.shared));
            continue;
        }
        part.own->highestModSeq = {};
        for (const Row& row : part.own->rows)
            part.own->highestModSeq = std::max(part.own->highestModSeq, row.modSeq);
        chunks.push_back(std::move(part.own));
    }
    return std::make_shared<const Snapshot>(std::move(chunks));
}

} // namespace postamt::mail
