#pragma once

#include "states_flags.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::chaos {

/// Numbers in the order in which they came.
using Numbers = std::vector<std::uint32_t>;

/// "1:3,7" for 1 2 3 7.
std::string setOf(const Numbers& ascending);

/// 1 2 3 7 for "1:3,7". Broken if it is no set, or not ascending where `ascends`.
Numbers numbersOf(std::string_view set, bool ascends);

/// A change of a result that is kept up to date (RFC 5267 section 4.3.3).
struct ContextChange {
    bool isAdded = false; ///< ADDTO, else REMOVEFROM
    std::uint32_t place = 0; ///< from 1; 0: in the order of the mailbox
    Numbers numbers;
};

/// One response of the server, read by a parser of our own, so that it judges that of the service.
struct Response {
    enum class Kind {
        Tagged,
        Continue,
        Condition,
        Exists,
        Expunge,
        Fetch,
        Vanished,
        Search,
        Sort,
        Thread,
        Esearch,
        Status,
        UidBatches,
        Metadata,
        Acl,
        Other
    };

    Kind kind = Kind::Other;
    std::string tag; ///< of a tagged one; of the command that ESEARCH or UIDBATCHES answers
    std::string condition; ///< OK, NO, BAD, BYE
    std::string code; ///< "COPYUID 3 1:2 7:8", without brackets
    std::uint32_t number = 0; ///< of EXISTS, EXPUNGE, FETCH
    bool isUidFetch = false; ///< FETCH without a message number (RFC 9586)
    std::optional<std::uint32_t> uid;
    std::optional<std::uint64_t> modSeq; ///< of FETCH, SEARCH, ESEARCH
    std::optional<Flags> flags;
    std::optional<std::string> body; ///< bytes of the message, of whatever section
    std::map<std::string, std::string> facts; ///< items of FETCH that never change, as they came
    std::string mailbox; ///< of STATUS, METADATA, ACL, and of ESEARCH in several mailboxes
    std::map<std::string, std::uint64_t>
        values; ///< of STATUS; COUNT, MIN, MAX, UIDVALIDITY of ESEARCH
    std::map<std::string, std::string> texts; ///< of METADATA by entry, of ACL by identifier
    Numbers numbers; ///< of SEARCH, SORT, ESEARCH ALL, VANISHED
    std::vector<Numbers> threads; ///< of THREAD, each without its order
    std::vector<ContextChange> changes; ///< of ESEARCH
    std::optional<Numbers> partial; ///< of ESEARCH: the numbers of PARTIAL, none for NIL
    std::string batches; ///< of UIDBATCHES
    bool hasAll = false; ///< ESEARCH has ALL
    bool isByUid = false; ///< ESEARCH has UID
    bool isEarlier = false; ///< VANISHED (EARLIER)

    /// The words behind this name, if it is that of the code.
    std::optional<std::string> codeOf(std::string_view name) const;
};

/// Broken if it is none.
Response parse(const std::string& text);

/// "7" to 7. Broken if it is no number.
std::uint64_t toNumber(std::string_view digits);

} // namespace postamt::chaos
