#pragma once

#include "imap/proto/lexer.h"
#include "imap/proto/writer.h"

#include <cstdint>
#include <string>
#include <vector>

namespace postamt::imap::proto {

/// The conditions of SEARCH (RFC 9051 section 6.4.4; NEW, OLD and RECENT of RFC 3501, MODSEQ of RFC
/// 7162, OLDER and YOUNGER of RFC 5032, SAVED... of RFC 8514).
enum class SearchKeyType {
    All,
    And, ///< all of its children; parentheses, and the whole condition
    Answered,
    Bcc,
    Before,
    Body,
    Cc,
    Deleted,
    Draft,
    EmailId, ///< RFC 8474
    Flagged,
    From,
    Header, ///< `name` holds the field name; an empty text asks whether there is such a field
    Keyword,
    Larger,
    MessageNumbers, ///< a set without a name; `$` as well
    ModSeq, ///< at least `number`
    New,
    Not, ///< not its one child
    Old,
    Older, ///< arrived at least `number` seconds ago
    On,
    Or, ///< one of its two children
    Recent,
    SaveDateSupported,
    SavedBefore,
    SavedOn,
    SavedSince,
    Seen,
    SentBefore,
    SentOn,
    SentSince,
    Since,
    Smaller,
    Subject,
    Text,
    ThreadId, ///< RFC 8474
    To,
    Uid,
    Unanswered,
    Undeleted,
    Undraft,
    Unflagged,
    Unkeyword,
    Unseen,
    Younger ///< arrived at most `number` seconds ago
};

/// One condition, in a row of them: the children of And, Not and Or follow it, each with all that
/// belongs to it. So a tree is a vector, and walking it from the back needs no recursion.
struct SearchKey {
    SearchKeyType type = SearchKeyType::All;
    std::size_t extent = 1; ///< this key and all below it
    std::uint64_t number = 0; ///< of Larger, Smaller, ModSeq, Older, Younger
    Date date; ///< of Before, On, Since, Sent..., Saved...
    SequenceSet set; ///< of MessageNumbers, Uid
    std::string name; ///< of Header; of ModSeq the entry, if one was named
    std::string text; ///< of Bcc, Body, ..., in the charset of the request; of Keyword; of EmailId
                      ///< and ThreadId the id; of ModSeq the entry type

    bool operator==(const SearchKey&) const = default;
};

/// All conditions up to the end of the command: a row that begins with an And. Nesting is limited
/// by the lexer's depth, and nothing here recurses.
std::vector<SearchKey> parseSearchKeys(Lexer& lexer);

/// Appends the conditions as parseSearchKeys() reads them; the first And has no parentheses.
void formatSearchKeys(Writer& writer, const std::vector<SearchKey>& keys);

} // namespace postamt::imap::proto
