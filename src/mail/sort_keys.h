#pragma once

#include "base/clock.h"
#include "mail/hash_index.h"
#include "mail/ids.h"
#include "mail/message.h"
#include "mail/text_table.h"
#include "mime/summary.h"
#include "text/collation.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::mail {

/// By what SORT orders (RFC 5256 section 3, RFC 5957 section 3).
enum class SortKey : std::uint8_t {
    Arrival, ///< internal date
    Cc, ///< local part of the first address
    Date, ///< date of sending, else the internal date
    DisplayFrom, ///< what is shown for the first sender
    DisplayTo,
    From,
    Size,
    Subject, ///< base subject
    To,
};

/// The sort and thread keys of the messages of one mailbox, read from their summaries: numbers in
/// place of texts and message ids, so that 100,000 messages are sorted by looking at some MB. Keys
/// of a message never change. Not for several threads at once. By i;unicode-casemap the texts are
/// those that were folded at delivery; by another collation they are taken from what the summary
/// shows, which takes about as long again.
class SortKeys {
public:
    explicit SortKeys(text::Collation collation = text::Collation::UnicodeCasemap)
        : collation_(collation)
    {
    }

    /// The columns that hold texts, each as its place in the common table of texts.
    enum Column : std::uint8_t { Subject, From, To, Cc, DisplayFrom, DisplayTo, columnCount };

    /// Stands for "no message id".
    static constexpr std::uint32_t noId = 0;

    struct Entry {
        Uid uid;
        std::uint32_t texts[columnCount] = {}; ///< 0 is the empty text
        std::uint32_t messageId = noId;
        std::uint32_t firstReference = 0; ///< in the common row of references
        std::uint32_t referenceCount = 0;
        UnixSeconds sent = 0;
        bool isDated = false; ///< has a date of sending
        bool isReply = false;
    };

    /// Makes the keys of a message; `record` is its stored summary, empty if there is none.
    /// Internal if it is damaged.
    Result<> add(Uid uid, std::string_view record);

    /// The keys of one message after another, which must ascend; empty ones of who was not added.
    class Cursor {
    public:
        explicit Cursor(const SortKeys& keys)
            : next_(keys.entries_.begin()), end_(keys.entries_.end())
        {
        }

        const Entry& at(Uid uid);

    private:
        std::vector<Entry>::const_iterator next_;
        std::vector<Entry>::const_iterator end_;
    };

    /// Those of `uids`, which ascend, that were not added, at most `limit`.
    std::vector<Uid> missing(std::span<const Uid> uids, std::size_t limit) const;

    /// Ends a row of calls of add(): puts all in order. Before all that looks at them.
    void settle();

    /// Puts the texts that came since the last time into their order. Before ranks().
    void rank();

    std::span<const Entry> entries() const { return entries_; } ///< by UID, once settled

    /// The ids a message refers to, the oldest first.
    std::span<const std::uint32_t> references(const Entry& entry) const
    {
        return std::span(references_).subspan(entry.firstReference, entry.referenceCount);
    }

    /// For each text its place in the order of the collation.
    std::span<const std::uint32_t> ranks() const { return ranks_; }

    /// Message ids are below this number.
    std::uint32_t idLimit() const { return nextId_; }

    std::uint32_t textLimit() const { return texts_.size(); }

    /// About how many bytes of memory this takes.
    std::size_t bytes() const;

private:
    void addTexts(Entry& entry, const mime::SummaryView& summary);
    std::uint32_t text(std::string_view text);
    std::uint32_t id(std::string_view messageId);
    void insertInOrder(std::uint32_t place);

    text::Collation collation_;
    std::vector<Entry> entries_;
    std::size_t settled_ = 0; ///< so many entries are in order
    std::vector<std::uint32_t> references_;
    TextTable texts_; ///< collation keys
    std::vector<std::uint32_t> order_{0}; ///< texts in order, those that were ranked
    std::vector<std::uint32_t> ranks_{0};
    HashIndex ids_; ///< by keyed hash alone
    std::uint32_t nextId_ = noId + 1;
};

} // namespace postamt::mail
