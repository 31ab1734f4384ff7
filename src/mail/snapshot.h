#pragma once

#include "mail/row.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace postamt::mail {

/// Up to 256 rows in ascending order of UID. Never changed once it is part of a Snapshot.
struct Chunk {
    static constexpr std::size_t capacity = 256;

    std::vector<Row> rows;
    ModSeq highestModSeq;
};

/// An immutable picture of the rows of a mailbox. Pictures of different moments share the chunks
/// that did not change. Any thread may read it.
class Snapshot {
public:
    using Chunks = std::vector<std::shared_ptr<const Chunk>>;

    Snapshot() = default;
    explicit Snapshot(Chunks chunks);

    /// How many messages.
    std::uint32_t size() const { return size_; }

    /// The row in the place `index`, from 0; it must be below size().
    const Row& at(std::uint32_t index) const;

    /// The place of the first message whose UID is not below `uid`; size() if there is none.
    std::uint32_t lowerBound(Uid uid) const;

    /// The place of a message, or nothing.
    std::optional<std::uint32_t> indexOf(Uid uid) const;

    /// The row of a message, or nullptr.
    const Row* find(Uid uid) const;

    const Chunks& chunks() const { return chunks_; }

    /// The place of the first row of a chunk.
    std::uint32_t firstIndex(std::size_t chunk) const { return first_[chunk]; }

private:
    std::size_t chunkOfIndex(std::uint32_t index) const;
    std::size_t chunkOfUid(Uid uid) const;

    Chunks chunks_;
    std::vector<std::uint32_t> first_;
    std::uint32_t size_ = 0;
};

using SnapshotRef = std::shared_ptr<const Snapshot>;

/// Makes the next Snapshot from one: copies a chunk when it is first changed, shares the rest.
class SnapshotEditor {
public:
    explicit SnapshotEditor(const Snapshot& base);

    /// Appends a row; its UID must be above all others.
    void append(const Row& row);

    /// The row to be changed, or nullptr. The caller sets row.modSeq. Valid until the next call.
    Row* edit(Uid uid);

    /// The row as it is now, or nullptr.
    const Row* find(Uid uid) const;

    /// Takes a row out; nothing if it is not there.
    void remove(Uid uid);

    SnapshotRef finish();

private:
    struct Part {
        std::shared_ptr<const Chunk> shared; ///< as in the base, or
        std::shared_ptr<Chunk> own; ///< our copy

        const Chunk& chunk() const { return own ? *own : *shared; }
    };

    Part* partOf(Uid uid);
    Chunk& own(Part& part);

    std::vector<Part> parts_;
};

} // namespace postamt::mail
