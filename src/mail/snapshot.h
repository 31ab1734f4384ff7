#pragma once

#include "mail/chunk.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace postamt::mail {

using ChunkRef = std::shared_ptr<const Chunk>;

/// Up to 64 chunks, the middle level of a Snapshot. Never changed once made.
class Branch {
public:
    static constexpr std::size_t capacity = 64;

    /// At least one chunk, at most `capacity`.
    explicit Branch(std::vector<ChunkRef> chunks);

    const std::vector<ChunkRef>& chunks() const { return chunks_; }

    std::uint32_t size() const { return size_; } ///< rows

    /// The place of the first row of a chunk within the branch.
    std::uint32_t firstIndex(std::size_t chunk) const { return first_[chunk]; }

    Uid lastUid() const { return chunks_.back()->lastUid(); }

    ModSeq highestModSeq() const { return highestModSeq_; }

    std::uint32_t unseen() const { return unseen_; }

    std::uint32_t loose() const { return loose_; } ///< stored in records of their own

    /// Appends the messages with \Deleted.
    void appendDeleted(std::vector<Uid>& out) const;

    /// The chunk that holds a place within the branch.
    std::size_t chunkOfIndex(std::uint32_t index) const;

    /// The first chunk that reaches to `uid`; it must not be above lastUid().
    std::size_t chunkOfUid(Uid uid) const;

private:
    std::vector<ChunkRef> chunks_;
    std::vector<std::uint32_t> first_;
    std::uint32_t size_ = 0;
    std::uint32_t unseen_ = 0;
    std::uint32_t deleted_ = 0;
    std::uint32_t loose_ = 0;
    ModSeq highestModSeq_;
};

using BranchRef = std::shared_ptr<const Branch>;

/// An immutable picture of the rows of a mailbox: branches of chunks of rows. Pictures of different
/// moments share the branches and chunks that did not change, so that the next one after a small
/// change costs a few KB, whatever the size of the mailbox. Any thread may read it.
class Snapshot {
public:
    using Branches = std::vector<BranchRef>;

    Snapshot() = default;
    explicit Snapshot(Branches branches);

    /// How many messages.
    std::uint32_t size() const { return size_; }

    /// How many of them are stored in records of their own.
    std::uint32_t loose() const { return loose_; }

    /// The row in the place `index`, from 0; it must be below size().
    Row at(std::uint32_t index) const;

    /// The place of the first message whose UID is not below `uid`; size() if there is none.
    std::uint32_t lowerBound(Uid uid) const;

    /// The place of a message, or nothing.
    std::optional<std::uint32_t> indexOf(Uid uid) const;

    /// The row of a message, or nothing.
    std::optional<Row> find(Uid uid) const;

    /// The place of the first message without \Seen, or nothing.
    std::optional<std::uint32_t> firstUnseen() const;

    /// The messages with \Deleted, ascending.
    std::vector<Uid> deleted() const;

    const Branches& branches() const { return branches_; }

    /// The place of the first row of a branch.
    std::uint32_t firstIndex(std::size_t branch) const { return first_[branch]; }

    /// Calls `visit(place, row)` for the rows with a modseq above `since`, ascending.
    template <class Visit>
    void changedSince(ModSeq since, Visit visit) const
    {
        for (std::size_t b = 0; b < branches_.size(); ++b) {
            if (branches_[b]->highestModSeq() <= since)
                continue;
            for (std::size_t c = 0; c < branches_[b]->chunks().size(); ++c)
                changedSince(b, c, since, visit);
        }
    }

    /// Calls `visit(row)` for rows, ascending, all that are stored in records of their own among
    /// them, until it answers false.
    template <class Visit>
    void visitLoose(Visit visit) const
    {
        for (const auto& branch : branches_) {
            if (branch->loose() == 0)
                continue;
            for (const auto& chunk : branch->chunks()) {
                for (std::size_t i = 0; chunk->loose() != 0 && i < chunk->size(); ++i) {
                    if (!visit(chunk->at(i)))
                        return;
                }
            }
        }
    }

private:
    std::size_t branchOfIndex(std::uint32_t index) const;
    std::size_t branchOfUid(Uid uid) const;

    template <class Visit>
    void changedSince(std::size_t b, std::size_t c, ModSeq since, Visit& visit) const
    {
        const Chunk& chunk = *branches_[b]->chunks()[c];
        if (chunk.highestModSeq() <= since)
            return;
        const std::uint32_t first = first_[b] + branches_[b]->firstIndex(c);
        for (std::size_t i = 0; i < chunk.size(); ++i) {
            if (const Row row = chunk.at(i); row.modSeq > since)
                visit(first + static_cast<std::uint32_t>(i), row);
        }
    }

    Branches branches_;
    std::vector<std::uint32_t> first_;
    std::uint32_t size_ = 0;
    std::uint32_t loose_ = 0;
};

using SnapshotRef = std::shared_ptr<const Snapshot>;

/// Walks the rows of a Snapshot, which it must not outlive, and can skip branches and chunks.
class SnapshotCursor {
public:
    /// At the place `index`, which may be size().
    explicit SnapshotCursor(const Snapshot& snapshot, std::uint32_t index = 0);

    bool atEnd() const { return branch_ == snapshot_->branches().size(); }

    Row row() const { return chunk().at(index_); }

    Uid uid() const { return chunk().uidAt(index_); }

    std::uint32_t place() const { return place_; }

    /// The branch or the chunk that begins here, or nullptr inside one.
    const Branch* branchHere() const
    {
        return chunk_ == 0 && index_ == 0 ? snapshot_->branches()[branch_].get() : nullptr;
    }

    const Chunk* chunkHere() const { return index_ == 0 ? &chunk() : nullptr; }

    void next();
    void skipBranch(); ///< at the begin of one
    void skipChunk(); ///< at the begin of one

private:
    const Chunk& chunk() const { return *snapshot_->branches()[branch_]->chunks()[chunk_]; }

    const Snapshot* snapshot_;
    std::size_t branch_ = 0;
    std::size_t chunk_ = 0;
    std::size_t index_ = 0;
    std::uint32_t place_ = 0;
};

} // namespace postamt::mail
