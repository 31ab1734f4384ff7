#include "mail/snapshot_editor.h"

#include <algorithm>
#include <utility>

namespace postamt::mail {

namespace {

// What has become smaller than this is put together with what stands before it, so that many
// expunges leave no crumbs.
constexpr std::size_t smallChunk = Chunk::capacity / 4;
constexpr std::size_t smallBranch = Branch::capacity / 4;

template <class Rows>
auto rowAt(Rows& rows, Uid uid)
{
    return std::ranges::lower_bound(rows, uid, {}, &Row::uid);
}

/// The same; looks first where the UID mostly is, at the row that was changed last and behind it.
template <class Rows>
auto rowAt(Rows& rows, Uid uid, std::size_t last)
{
    for (auto i = last; i < rows.size() && i < last + 2; ++i) {
        if (rows[i].uid == uid)
            return rows.begin() + static_cast<std::ptrdiff_t>(i);
    }
    return rowAt(rows, uid);
}

} // namespace

SnapshotEditor::SnapshotEditor(const Snapshot& base)
{
    limbs_.reserve(base.branches().size() + 1);
    for (const auto& branch : base.branches())
        limbs_.push_back({branch, {}});
}

/// The first limb that reaches to the UID.
std::size_t SnapshotEditor::limbOf(Uid uid) const
{
    const auto limb
        = std::ranges::partition_point(limbs_, [uid](const Limb& l) { return l.lastUid() < uid; });
    return static_cast<std::size_t>(limb - limbs_.begin());
}

/// The rows of the leaf that was opened last, if the UID lies between them: most changes go through
/// a mailbox in order.
std::vector<Row>* SnapshotEditor::lastOpened(Uid uid) const
{
    if (last_.limb >= limbs_.size() || last_.leaf >= limbs_[last_.limb].leaves.size())
        return nullptr;
    auto* rows = limbs_[last_.limb].leaves[last_.leaf].rows.get();
    const bool isBetween
        = rows != nullptr && !rows->empty() && rows->front().uid <= uid && uid <= rows->back().uid;
    return isBetween ? rows : nullptr;
}

void SnapshotEditor::open(Limb& limb)
{
    if (!limb.whole)
        return;
    limb.leaves.reserve(Branch::capacity);
    for (const auto& chunk : limb.whole->chunks())
        limb.leaves.push_back({chunk, nullptr});
    limb.whole = nullptr;
}

void SnapshotEditor::open(Leaf& leaf)
{
    if (leaf.rows)
        return;
    leaf.rows = std::make_unique<std::vector<Row>>();
    leaf.packed->unpack(*leaf.rows);
    leaf.packed = nullptr;
}

void SnapshotEditor::close(Leaf& leaf)
{
    if (!leaf.rows)
        return;
    leaf.packed = std::make_shared<const Chunk>(*leaf.rows);
    leaf.rows = nullptr;
}

void SnapshotEditor::close(Limb& limb)
{
    if (limb.whole)
        return;
    limb.whole = std::make_shared<const Branch>(chunksOf(limb));
    limb.leaves.clear();
}

/// Finds a row and opens its leaf.
std::optional<SnapshotEditor::Place> SnapshotEditor::placeOf(Uid uid)
{
    if (const auto* rows = lastOpened(uid)) {
        const auto row = rowAt(*rows, uid, last_.row);
        last_.row = static_cast<std::size_t>(row - rows->begin());
        return row->uid == uid ? std::optional(last_) : std::nullopt;
    }
    Place place{.limb = limbOf(uid)};
    if (place.limb == limbs_.size() || !find(uid))
        return std::nullopt;
    Limb& limb = limbs_[place.limb];
    open(limb);
    const auto leaf = std::ranges::partition_point(limb.leaves, [uid](const Leaf& l) {
        return l.lastUid() < uid;
    });
    open(*leaf);
    place.leaf = static_cast<std::size_t>(leaf - limb.leaves.begin());
    place.row = static_cast<std::size_t>(rowAt(*leaf->rows, uid) - leaf->rows->begin());
    last_ = place;
    return place;
}

void SnapshotEditor::append(const Row& row)
{
    if (limbs_.empty())
        limbs_.emplace_back();
    open(limbs_.back());
    auto* leaves = &limbs_.back().leaves;
    if (leaves->empty() || leaves->back().size() >= Chunk::capacity) {
        // What is full is packed at once, so that loading a large mailbox takes little memory.
        if (!leaves->empty())
            close(leaves->back());
        if (leaves->size() >= Branch::capacity) {
            close(limbs_.back());
            leaves = &limbs_.emplace_back().leaves;
        }
        leaves->push_back({nullptr, std::make_unique<std::vector<Row>>()});
    }
    open(leaves->back());
    leaves->back().rows->push_back(row);
}

Row* SnapshotEditor::edit(Uid uid)
{
    const auto place = placeOf(uid);
    return place ? &(*limbs_[place->limb].leaves[place->leaf].rows)[place->row] : nullptr;
}

std::optional<Row> SnapshotEditor::find(Uid uid) const
{
    if (const auto* rows = lastOpened(uid)) {
        const auto row = rowAt(*rows, uid, last_.row);
        return row->uid == uid ? std::optional(*row) : std::nullopt;
    }
    const std::size_t limb = limbOf(uid);
    if (limb == limbs_.size())
        return std::nullopt;
    const Chunk* chunk = nullptr;
    if (const auto& whole = limbs_[limb].whole) {
        chunk = whole->chunks()[whole->chunkOfUid(uid)].get();
    } else {
        const auto leaf = std::ranges::partition_point(limbs_[limb].leaves, [uid](const Leaf& l) {
            return l.lastUid() < uid;
        });
        if (leaf->rows) {
            const auto row = rowAt(*leaf->rows, uid);
            return row->uid == uid ? std::optional(*row) : std::nullopt;
        }
        chunk = leaf->packed.get();
    }
    const auto place = chunk->lowerBound(uid);
    return chunk->uidAt(place) == uid ? std::optional(chunk->at(place)) : std::nullopt;
}

std::vector<Uid> SnapshotEditor::deleted() const
{
    std::vector<Uid> out;
    for (const auto& limb : limbs_) {
        if (limb.whole)
            limb.whole->appendDeleted(out);
        for (const auto& leaf : limb.leaves) {
            if (leaf.packed) {
                leaf.packed->appendDeleted(out);
                continue;
            }
            for (const Row& row : *leaf.rows) {
                if (row.flags.has(Flag::Deleted))
                    out.push_back(row.uid);
            }
        }
    }
    return out;
}

void SnapshotEditor::remove(Uid uid)
{
    const auto place = placeOf(uid);
    if (!place)
        return;
    auto& leaves = limbs_[place->limb].leaves;
    auto& rows = *leaves[place->leaf].rows;
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(place->row));
    if (rows.empty())
        leaves.erase(leaves.begin() + static_cast<std::ptrdiff_t>(place->leaf));
    if (leaves.empty())
        limbs_.erase(limbs_.begin() + static_cast<std::ptrdiff_t>(place->limb));
}

/// Packs what is open, small ones together.
std::vector<ChunkRef> SnapshotEditor::chunksOf(Limb& limb)
{
    std::vector<ChunkRef> chunks;
    std::vector<Row> pending;
    const auto flush = [&] {
        if (pending.empty())
            return;
        if (pending.size() < smallChunk && !chunks.empty()
            && chunks.back()->size() + pending.size() <= Chunk::capacity / 2) {
            std::vector<Row> both;
            chunks.back()->unpack(both);
            both.insert(both.end(), pending.begin(), pending.end());
            chunks.back() = std::make_shared<const Chunk>(both);
        } else {
            chunks.push_back(std::make_shared<const Chunk>(pending));
        }
        pending.clear();
    };
    for (auto& leaf : limb.leaves) {
        if (!leaf.rows) {
            flush();
            chunks.push_back(std::move(leaf.packed));
            continue;
        }
        if (pending.size() + leaf.rows->size() > Chunk::capacity)
            flush();
        pending.insert(pending.end(), leaf.rows->begin(), leaf.rows->end());
    }
    flush();
    return chunks;
}

SnapshotRef SnapshotEditor::finish()
{
    Snapshot::Branches branches;
    branches.reserve(limbs_.size());
    for (auto& limb : limbs_) {
        const bool isChanged = !limb.whole;
        close(limb);
        const auto size = limb.whole->chunks().size();
        if (isChanged && size < smallBranch && !branches.empty()
            && branches.back()->chunks().size() + size <= Branch::capacity / 2) {
            auto chunks = branches.back()->chunks();
            const auto& more = limb.whole->chunks();
            chunks.insert(chunks.end(), more.begin(), more.end());
            branches.back() = std::make_shared<const Branch>(std::move(chunks));
        } else {
            branches.push_back(std::move(limb.whole));
        }
    }
    limbs_.clear();
    return std::make_shared<const Snapshot>(std::move(branches));
}

} // namespace postamt::mail
