#pragma once

#include "mail/snapshot.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace postamt::mail {

/// Makes the next Snapshot from one: opens a branch and unpacks a chunk when it is first changed,
/// shares the rest.
class SnapshotEditor {
public:
    explicit SnapshotEditor(const Snapshot& base);

    /// Appends a row; its UID must be above all others.
    void append(const Row& row);

    /// The row to be changed, or nullptr. The caller sets row.modSeq. Valid until the next call.
    Row* edit(Uid uid);

    /// The row as it is now, or nothing.
    std::optional<Row> find(Uid uid) const;

    /// The messages with \Deleted as it is now, ascending.
    std::vector<Uid> deleted() const;

    /// Calls `visit(Row&)` for the rows from `first` to `last`, ascending; it may change them.
    template <class Visit>
    void editBetween(Uid first, Uid last, Visit visit)
    {
        for (std::size_t l = limbOf(first); l < limbs_.size(); ++l) {
            if (limbs_[l].firstUid() > last)
                return;
            open(limbs_[l]);
            for (Leaf& leaf : limbs_[l].leaves) {
                if (leaf.lastUid() < first)
                    continue;
                if (leaf.firstUid() > last)
                    return;
                open(leaf);
                for (Row& row : *leaf.rows) {
                    if (first <= row.uid && row.uid <= last)
                        visit(row);
                }
            }
        }
    }

    /// Takes a row out; nothing if it is not there.
    void remove(Uid uid);

    SnapshotRef finish();

private:
    /// A chunk: packed, or open to be changed.
    struct Leaf {
        ChunkRef packed;
        std::unique_ptr<std::vector<Row>> rows;

        std::size_t size() const { return rows ? rows->size() : packed->size(); }

        Uid firstUid() const { return rows ? rows->front().uid : packed->uidAt(0); }

        Uid lastUid() const { return rows ? rows->back().uid : packed->lastUid(); }
    };

    /// A branch: as it was, or open.
    struct Limb {
        BranchRef whole;
        std::vector<Leaf> leaves;

        Uid firstUid() const
        {
            return whole ? whole->chunks().front()->uidAt(0) : leaves.front().firstUid();
        }

        Uid lastUid() const { return whole ? whole->lastUid() : leaves.back().lastUid(); }
    };

    struct Place {
        std::size_t limb = 0;
        std::size_t leaf = 0;
        std::size_t row = 0;
    };

    std::size_t limbOf(Uid uid) const;
    std::vector<Row>* lastOpened(Uid uid) const;
    std::optional<Place> placeOf(Uid uid);
    void open(Limb& limb);
    void open(Leaf& leaf);
    static void close(Leaf& leaf);
    static void close(Limb& limb);
    static std::vector<ChunkRef> chunksOf(Limb& limb);

    std::vector<Limb> limbs_;
    Place last_; ///< where the last row was changed; may be out of date
};

} // namespace postamt::mail
