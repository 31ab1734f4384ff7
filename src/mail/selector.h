#pragma once

#include "base/clock.h"
#include "mail/row.h"
#include "mime/summary.h"
#include "text/collation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postamt::mail {

/// One condition on a message.
enum class Criterion {
    All,
    And, ///< all of its children
    Or, ///< one of its children
    Not, ///< not its one child
    Uids, ///< in `uids`
    Flag, ///< has `flag`
    Keywords, ///< has all of `keywords`, which are not 0
    SinceModSeq, ///< modseq at least `number`
    LargerThan, ///< more than `number` octets
    SmallerThan,
    ArrivedBefore, ///< internal date before `day`, by day in UTC
    ArrivedOn,
    ArrivedSince,
    ArrivedUntil, ///< internal date not after `moment` (RFC 5032)
    ArrivedFrom, ///< internal date not before `moment`
    SavedBefore, ///< save date (RFC 8514) before `day`, by day in UTC
    SavedOn,
    SavedSince,
    SentBefore, ///< Date field before `day`, by day as written
    SentOn,
    SentSince,
    Thread, ///< its thread's object id (RFC 8474) is `text`
    Envelope, ///< subject, from, to, cc or bcc (`name`) as the envelope shows it has `text`
    Header, ///< field `name` has `text`; an empty text asks whether there is such a field
    Body, ///< `text` in the text of the body
    Text, ///< `text` in the header or the text of the body
};

/// A condition within a Selector.
struct Condition {
    Criterion criterion = Criterion::All;
    std::size_t extent = 1; ///< this condition and all below it
    std::vector<std::pair<Uid, Uid>> uids; ///< ranges, both ends included, ascending
    mail::Flag flag = Flag::Seen;
    KeywordMask keywords = 0;
    std::uint64_t number = 0;
    std::int64_t day = 0; ///< days since 1970-01-01
    UnixSeconds moment = 0;
    std::string name; ///< of a header field
    std::string text; ///< in the form in which it is searched (text::searchForm)
};

/// What must be read of a message to know whether a condition holds, cheapest first.
enum class Stage { Row, Summary, Header, Message };

/// A condition on messages: for SEARCH now, for any other choice of messages later. A tree written
/// as a row: the children of And, Or and Not follow it, each with all that belongs to it.
/// Immutable; may be used from several threads.
class Selector {
public:
    /// `conditions` is one tree that begins with its root; empty selects all. Texts are searched
    /// by `collation`, in the form of which those of the conditions are.
    explicit Selector(
        std::vector<Condition> conditions,
        text::Collation collation = text::Collation::UnicodeCasemap
    );

    /// What is known of a message; the more there is, the more can be answered.
    struct Known {
        const Row* row = nullptr;
        const mime::SummaryView* summary = nullptr;
        std::optional<std::string_view> header; ///< the bytes of the header
        std::optional<std::string_view> message; ///< all bytes, beside a summary
    };

    /// Whether the message is selected; nothing if that cannot be said without reading more.
    std::optional<bool> selects(const Known& known) const;

    /// The most that will have to be read to answer in every case.
    Stage stage() const { return stage_; }

private:
    std::vector<Condition> conditions_;
    text::Collation collation_;
    Stage stage_ = Stage::Row;
};

} // namespace postamt::mail
