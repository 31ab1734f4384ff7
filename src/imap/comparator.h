#pragma once

#include "imap/proto/comparator.h"
#include "text/collation.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postamt::imap {

/// By what a session searches, sorts and threads: its active comparator (RFC 5255 section 4.2). As
/// made, it is the default one.
struct Comparator {
    text::Collation collation = text::Collation::UnicodeCasemap;
    bool isDescending = false; ///< SORT turns the order of texts round (RFC 4790 section 3.3)

    /// "i;octet", "-i;octet"
    std::string name() const;
};

/// What a client's wishes come to.
struct ComparatorChoice {
    Comparator active;
    std::vector<std::string_view> matching; ///< names of all that any wish has matched
};

/// The first comparator that matches a wish, of the first wish that any matches; where one matches
/// several, that of the broadest scope. Nothing if none does.
std::optional<ComparatorChoice> chooseComparator(std::span<const proto::ComparatorOrder> wishes);

} // namespace postamt::imap
