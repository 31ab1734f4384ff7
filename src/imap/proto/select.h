#pragma once

#include "imap/proto/lexer.h"
#include "imap/proto/writer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postamt::imap::proto {

/// Message numbers and the UIDs they had for the client (RFC 7162 section 3.2.5.2): equally many of
/// both, ascending, without "*".
struct SequenceMatch {
    SequenceSet numbers;
    SequenceSet uids;

    bool operator==(const SequenceMatch&) const = default;
};

/// What the client knows of the mailbox (RFC 7162 section 3.2.5).
struct QresyncParameters {
    std::uint32_t uidValidity = 0;
    std::uint64_t modSeq = 0;
    std::optional<SequenceSet> knownUids; ///< without "*"
    std::optional<SequenceMatch> match;

    bool operator==(const QresyncParameters&) const = default;
};

/// SELECT and EXAMINE (RFC 9051 sections 6.3.2 and 6.3.3).
struct SelectRequest {
    std::string mailbox;
    bool condstore = false;
    std::optional<QresyncParameters> qresync;

    bool operator==(const SelectRequest&) const = default;
};

Result<SelectRequest> parseSelect(Lexer& lexer);

/// Appends "SELECT inbox (CONDSTORE)", without tag and line end.
void formatSelectRequest(Writer& writer, const SelectRequest& request);

/// What a client is told when it selects a mailbox.
struct SelectData {
    std::vector<std::string> flags; ///< those in use, and the system flags
    std::vector<std::string> permanentFlags; ///< those that can be changed; "\*" for new keywords
    std::uint32_t exists = 0;
    std::optional<std::uint32_t> recent; ///< IMAP4rev1 only
    std::optional<std::uint32_t> firstUnseen; ///< message number; IMAP4rev1 only
    std::uint32_t uidValidity = 0;
    std::uint32_t uidNext = 0;
    std::uint64_t highestModSeq = 0; ///< 0: the mailbox has none, NOMODSEQ
    std::string mailboxId; ///< RFC 8474; empty: it has none
};

/// Appends the untagged responses to SELECT and EXAMINE, but LIST and what QRESYNC adds.
void formatSelectData(Writer& writer, const SelectData& data);

} // namespace postamt::imap::proto
