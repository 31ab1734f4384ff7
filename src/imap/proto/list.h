#pragma once

#include "imap/proto/lexer.h"
#include "imap/proto/metadata.h"
#include "imap/proto/status.h"
#include "imap/proto/writer.h"

#include <optional>
#include <string>
#include <vector>

namespace postamt::imap::proto {

/// Which mailboxes LIST is to consider (RFC 9051 section 6.3.9.1; SPECIAL-USE of RFC 6154).
struct ListSelection {
    bool recursiveMatch = false;
    bool remote = false;
    bool specialUse = false;
    bool subscribed = false;

    bool operator==(const ListSelection&) const = default;
};

/// What LIST is to tell of them (RFC 9051 section 6.3.9.2).
struct ListReturn {
    bool children = false;
    bool myRights = false; ///< RFC 8440
    bool specialUse = false;
    bool subscribed = false;
    std::optional<std::vector<StatusItem>> status;
    std::optional<WantedMetadata> metadata; ///< RFC 9590

    bool operator==(const ListReturn&) const = default;
};

/// LIST, basic and extended (RFC 9051 section 6.3.9, RFC 5258).
struct ListRequest {
    bool extended
        = false; ///< selection, return options or several patterns were written, even if empty
    ListSelection selection;
    std::string reference;
    std::vector<std::string> patterns; ///< to be read after the reference, see ListPattern
    ListReturn returns;

    bool operator==(const ListRequest&) const = default;
};

Result<ListRequest> parseList(Lexer& lexer);

/// LSUB (RFC 3501 section 6.3.9): as a basic LIST.
Result<ListRequest> parseLsub(Lexer& lexer);

/// Appends "LIST "" *", without tag and line end.
void formatListRequest(Writer& writer, const ListRequest& request);

} // namespace postamt::imap::proto
