#include "mail/snapshot.h"

#include <algorithm>
#include <utility>

namespace postamt::mail {

namespace {

/// The last of ascending beginnings that is not above `index`.
std::size_t placeIn(const std::vector<std::uint32_t>& first, std::uint32_t index)
{
    const auto after = std::ranges::upper_bound(first, index);
    return static_cast<std::size_t>(after - first.begin()) - 1;
}

/// The first of a level that reaches to the UID.
template <class Level>
std::size_t placeOf(const Level& level, Uid uid)
{
    const auto found
        = std::ranges::partition_point(level, [uid](const auto& e) { return e->lastUid() < uid; });
    return static_cast<std::size_t>(found - level.begin());
}

} // namespace

Branch::Branch(std::vector<ChunkRef> chunks) : chunks_(std::move(chunks))
{
    chunks_.shrink_to_fit();
    first_.reserve(chunks_.size());
    for (const auto& chunk : chunks_) {
        first_.push_back(size_);
        size_ += static_cast<std::uint32_t>(chunk->size());
        unseen_ += chunk->unseen();
        deleted_ += chunk->deleted();
        loose_ += chunk->loose();
        highestModSeq_ = std::max(highestModSeq_, chunk->highestModSeq());
    }
}

void Branch::appendDeleted(std::vector<Uid>& out) const
{
    if (deleted_ == 0)
        return;
    for (const auto& chunk : chunks_)
        chunk->appendDeleted(out);
}

std::size_t Branch::chunkOfIndex(std::uint32_t index) const
{
    return placeIn(first_, index);
}

std::size_t Branch::chunkOfUid(Uid uid) const
{
    return placeOf(chunks_, uid);
}

Snapshot::Snapshot(Branches branches) : branches_(std::move(branches))
{
    first_.reserve(branches_.size());
    for (const auto& branch : branches_) {
        first_.push_back(size_);
        size_ += branch->size();
        loose_ += branch->loose();
    }
}

std::size_t Snapshot::branchOfIndex(std::uint32_t index) const
{
    return placeIn(first_, index);
}

std::size_t Snapshot::branchOfUid(Uid uid) const
{
    return placeOf(branches_, uid);
}

Row Snapshot::at(std::uint32_t index) const
{
    const std::size_t b = branchOfIndex(index);
    index -= first_[b];
    const std::size_t c = branches_[b]->chunkOfIndex(index);
    return branches_[b]->chunks()[c]->at(index - branches_[b]->firstIndex(c));
}

std::uint32_t Snapshot::lowerBound(Uid uid) const
{
    const std::size_t b = branchOfUid(uid);
    if (b == branches_.size())
        return size_;
    const std::size_t c = branches_[b]->chunkOfUid(uid);
    const auto place = branches_[b]->chunks()[c]->lowerBound(uid);
    return first_[b] + branches_[b]->firstIndex(c) + static_cast<std::uint32_t>(place);
}

std::optional<std::uint32_t> Snapshot::indexOf(Uid uid) const
{
    const std::uint32_t index = lowerBound(uid);
    if (index == size_ || at(index).uid != uid)
        return std::nullopt;
    return index;
}

std::optional<Row> Snapshot::find(Uid uid) const
{
    const std::size_t b = branchOfUid(uid);
    if (b == branches_.size())
        return std::nullopt;
    const Chunk& chunk = *branches_[b]->chunks()[branches_[b]->chunkOfUid(uid)];
    const auto place = chunk.lowerBound(uid);
    if (chunk.uidAt(place) != uid)
        return std::nullopt;
    return chunk.at(place);
}

std::optional<std::uint32_t> Snapshot::firstUnseen() const
{
    for (std::size_t b = 0; b < branches_.size(); ++b) {
        if (branches_[b]->unseen() == 0)
            continue;
        const auto& chunks = branches_[b]->chunks();
        const auto c = static_cast<std::size_t>(
            std::ranges::find_if(chunks, [](const auto& chunk) { return chunk->unseen() != 0; })
            - chunks.begin()
        );
        std::uint32_t i = 0;
        while (chunks[c]->hasAt(i, Flag::Seen))
            ++i;
        return first_[b] + branches_[b]->firstIndex(c) + i;
    }
    return std::nullopt;
}

std::vector<Uid> Snapshot::deleted() const
{
    std::vector<Uid> out;
    for (const auto& branch : branches_)
        branch->appendDeleted(out);
    return out;
}

SnapshotCursor::SnapshotCursor(const Snapshot& snapshot, std::uint32_t index)
    : snapshot_(&snapshot), place_(index)
{
    const auto& branches = snapshot.branches();
    if (index == snapshot.size()) {
        branch_ = branches.size();
        return;
    }
    while (snapshot.firstIndex(branch_) + branches[branch_]->size() <= index)
        ++branch_;
    index -= snapshot.firstIndex(branch_);
    chunk_ = branches[branch_]->chunkOfIndex(index);
    index_ = index - branches[branch_]->firstIndex(chunk_);
}

void SnapshotCursor::next()
{
    ++place_;
    if (++index_ < chunk().size())
        return;
    index_ = 0;
    if (++chunk_ < snapshot_->branches()[branch_]->chunks().size())
        return;
    chunk_ = 0;
    ++branch_;
}

void SnapshotCursor::skipBranch()
{
    place_ += snapshot_->branches()[branch_]->size();
    ++branch_;
}

void SnapshotCursor::skipChunk()
{
    place_ += static_cast<std::uint32_t>(chunk().size());
    if (++chunk_ < snapshot_->branches()[branch_]->chunks().size())
        return;
    chunk_ = 0;
    ++branch_;
}

} // namespace postamt::mail
