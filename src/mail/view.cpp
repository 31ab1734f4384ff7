#include "mail/view.h"

#include <utility>

namespace postamt::mail {

namespace {

/// Walks the rows of a Snapshot and can skip a chunk.
class Cursor {
public:
    explicit Cursor(const Snapshot& snapshot) : chunks_(snapshot.chunks()) { }

    bool atEnd() const { return chunk_ == chunks_.size(); }

    const Row& row() const { return chunks_[chunk_]->rows[index_]; }

    std::uint32_t place() const { return place_; }

    /// The chunk that begins here, or nullptr inside one.
    const Chunk* chunkHere() const { return index_ == 0 ? chunks_[chunk_].get() : nullptr; }

    void next()
    {
        ++place_;
        if (++index_ == chunks_[chunk_]->rows.size()) {
            ++chunk_;
            index_ = 0;
        }
    }

    void skipChunk()
    {
        place_ += static_cast<std::uint32_t>(chunks_[chunk_]->rows.size());
        ++chunk_;
    }

private:
    const Snapshot::Chunks& chunks_;
    std::size_t chunk_ = 0;
    std::size_t index_ = 0;
    std::uint32_t place_ = 0;
};

struct Difference {
    std::vector<std::pair<std::uint32_t, Uid>> gone; ///< place in the old, UID
    std::vector<Row> changed;
    std::vector<Row> fresh; ///< in the new only
};

bool skipShared(Cursor& before, Cursor& after)
{
    if (before.chunkHere() == nullptr || before.chunkHere() != after.chunkHere())
        return false;
    before.skipChunk();
    after.skipChunk();
    return true;
}

Difference compare(const Snapshot& old, const Snapshot& now)
{
    Difference difference;
    Cursor before(old);
    Cursor after(now);
    while (!before.atEnd() || !after.atEnd()) {
        if (!before.atEnd() && !after.atEnd() && skipShared(before, after))
            continue;
        if (after.atEnd() || (!before.atEnd() && before.row().uid < after.row().uid)) {
            difference.gone.emplace_back(before.place(), before.row().uid);
            before.next();
        } else if (before.atEnd() || after.row().uid < before.row().uid) {
            difference.fresh.push_back(after.row());
            after.next();
        } else {
            if (before.row().modSeq != after.row().modSeq || !before.row().sameFlags(after.row()))
                difference.changed.push_back(after.row());
            before.next();
            after.next();
        }
    }
    return difference;
}

/// The old picture with everything new but the expunges.
SnapshotRef withoutExpunges(const Snapshot& old, const Difference& difference)
{
    SnapshotEditor editor(old);
    for (const Row& row : difference.changed)
        *editor.edit(row.uid) = row;
    for (const Row& row : difference.fresh)
        editor.append(row);
    return editor.finish();
}

} // namespace

View::View(SnapshotRef told) : told_(std::move(told)) { }

const Row* View::row(MessageNumber number) const
{
    if (number.value == 0 || number.value > told_->size())
        return nullptr;
    return &told_->at(number.value - 1);
}

std::optional<MessageNumber> View::numberOf(Uid uid) const
{
    const auto index = told_->indexOf(uid);
    if (!index)
        return std::nullopt;
    return MessageNumber(*index + 1);
}

Updates View::sync(const SnapshotRef& now, Expunges expunges)
{
    Updates updates;
    if (isAt(now))
        return updates;
    const Difference difference = compare(*told_, *now);
    if (expunges == Expunges::Withheld && !difference.gone.empty()) {
        told_ = withoutExpunges(*told_, difference);
        withheld_ = true;
    } else {
        std::uint32_t sent = 0;
        for (const auto& [place, uid] : difference.gone) {
            updates.expunged.emplace_back(place + 1 - sent);
            updates.vanished.push_back(uid);
            ++sent;
        }
        told_ = now;
        withheld_ = false;
    }
    if (!difference.fresh.empty())
        updates.exists = told_->size();
    for (const Row& row : difference.changed)
        updates.changed.push_back({*numberOf(row.uid), row, false});
    for (const Row& row : difference.fresh)
        updates.changed.push_back({*numberOf(row.uid), row, true});
    return updates;
}

} // namespace postamt::mail
