#pragma once

#include "imap/proto/lexer.h"
#include "imap/proto/writer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postamt::imap::proto {

/// STORE, with or without UID (RFC 9051 section 6.4.6; UNCHANGEDSINCE of RFC 7162 section 3.1.3).
struct StoreRequest {
    enum class Action { Replace, Add, Remove };

    SequenceSet set;
    std::optional<std::uint64_t> unchangedSince;
    Action action = Action::Replace;
    bool silent = false;
    std::vector<std::string> flags; ///< without \Recent, which no client can change

    bool operator==(const StoreRequest&) const = default;
};

Result<StoreRequest> parseStore(Lexer& lexer);

/// Appends "STORE 1 +FLAGS (\Seen)", without tag and line end.
void formatStoreRequest(Writer& writer, const StoreRequest& request);

} // namespace postamt::imap::proto
