#include "mail/view.h"

#include "mail/snapshot_editor.h"

#include <utility>

namespace postamt::mail {

namespace {

struct Difference {
    std::vector<std::pair<std::uint32_t, Uid>> gone; ///< place in the old, UID
    std::vector<Row> changed;
    std::vector<Row> fresh; ///< in the new only
};

/// Skips what both share; false if nothing shared begins here.
bool skipShared(SnapshotCursor& before, SnapshotCursor& after)
{
    if (before.atEnd() || after.atEnd())
        return false;
    if (before.branchHere() != nullptr && before.branchHere() == after.branchHere()) {
        before.skipBranch();
        after.skipBranch();
        return true;
    }
    if (before.chunkHere() == nullptr || before.chunkHere() != after.chunkHere())
        return false;
    before.skipChunk();
    after.skipChunk();
    return true;
}

Difference compare(const Snapshot& old, const Snapshot& now)
{
    Difference difference;
    SnapshotCursor before(old);
    SnapshotCursor after(now);
    while (!before.atEnd() || !after.atEnd()) {
        if (skipShared(before, after))
            continue;
        if (after.atEnd() || (!before.atEnd() && before.uid() < after.uid())) {
            difference.gone.emplace_back(before.place(), before.uid());
            before.next();
        } else if (before.atEnd() || after.uid() < before.uid()) {
            difference.fresh.push_back(after.row());
            after.next();
        } else {
            const Row row = after.row();
            const Row known = before.row();
            if (known.modSeq != row.modSeq || !known.sameFlags(row))
                difference.changed.push_back(row);
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

std::optional<Row> View::row(MessageNumber number) const
{
    if (number.value == 0 || number.value > told_->size())
        return std::nullopt;
    return told_->at(number.value - 1);
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
