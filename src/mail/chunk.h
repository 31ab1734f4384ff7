#pragma once

#include "mail/row.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace postamt::mail {

/// Up to 256 rows in ascending order of UID, in 24 bytes each: times and modseqs as distances from
/// those of the chunk, keywords as a place in a table of the masks that occur in it. A row that
/// does not fit into that is kept whole. Never changed once made; any thread may read it.
class Chunk {
public:
    static constexpr std::size_t capacity = 256;

    /// At least one row, at most `capacity`.
    explicit Chunk(std::span<const Row> rows);

    std::size_t size() const { return rows_.size(); }

    Row at(std::size_t index) const;

    Uid uidAt(std::size_t index) const { return rows_[index].uid; }

    bool hasAt(std::size_t index, Flag flag) const;

    Uid lastUid() const { return rows_.back().uid; }

    /// The place of the first row whose UID is not below `uid`; size() if there is none.
    std::size_t lowerBound(Uid uid) const;

    /// Appends the messages with \Deleted.
    void appendDeleted(std::vector<Uid>& out) const;

    /// Appends all rows.
    void unpack(std::vector<Row>& out) const;

    ModSeq highestModSeq() const { return highestModSeq_; }

    std::uint32_t unseen() const { return unseen_; } ///< without \Seen

    std::uint32_t deleted() const { return deleted_; } ///< with \Deleted

    std::uint32_t loose() const { return loose_; } ///< stored in records of their own

private:
    struct Packed {
        Uid uid;
        std::uint32_t size = 0;
        std::uint32_t saveDate = 0;
        std::uint32_t internalDate = 0; ///< after the chunk's
        std::uint32_t modSeq = 0; ///< after the chunk's
        std::uint8_t flags = 0;
        std::uint8_t service = 0;
        std::uint8_t keywords = 0; ///< place in keywords_
        bool isWhole : 1 = false; ///< the row stands in whole_
        bool isPacked : 1 = false; ///< RowPlace
        bool isLoose : 1 = false;
    };

    static_assert(sizeof(Packed) == 24);

    Packed packed(const Row& row);

    std::vector<Packed> rows_;
    std::vector<KeywordMask> keywords_; ///< empty if no row has any
    std::vector<Row> whole_; ///< ascending by UID
    ModSeq baseModSeq_;
    UnixSeconds baseDate_ = 0;
    ModSeq highestModSeq_;
    std::uint32_t unseen_ = 0;
    std::uint32_t deleted_ = 0;
    std::uint32_t loose_ = 0;
};

} // namespace postamt::mail
