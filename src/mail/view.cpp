#include "mail/view.h"

#include "mail/snapshot_editor.h"

#include <utility>

namespace postamt::mail {

namespace {

struct Difference {
    std::vector<std::pair<std::uint32_t, Uid>> gone; ///< place in the old, UID
    std::vector<Updates::Changed> changed; ///< by their numbers in the new
    std::vector<Updates::Changed> fresh; ///< in the new only
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
            difference.fresh.push_back({MessageNumber(after.place() + 1), after.row(), true});
            after.next();
        } else {
            const Row row = after.row();
            const Row known = before.row();
            if (known.modSeq != row.modSeq || !known.sameFlags(row))
                difference.changed.push_back({MessageNumber(after.place() + 1), row, false});
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
    for (const auto& changed : difference.changed)
        *editor.edit(changed.row.uid) = changed.row;
    for (const auto& fresh : difference.fresh)
        editor.append(fresh.row);
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
    Difference difference = compare(*told_, *now);
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
    updates.changed = std::move(difference.changed);
    updates.changed.insert(updates.changed.end(), difference.fresh.begin(), difference.fresh.end());
    // With what is withheld before them, messages have other numbers than in the new picture.
    for (auto& changed : updates.changed) {
        if (withheld_)
            changed.number = *numberOf(changed.row.uid);
    }
    return updates;
}

} // namespace postamt::mail
