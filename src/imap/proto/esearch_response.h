#pragma once

#include "imap/proto/partial_range.h"
#include "imap/proto/writer.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace postamt::imap::proto {

/// A place in a result, from 1, and what is put or was there; 0 where the result is in the order of
/// the mailbox (RFC 5267 section 4.3.3).
struct ContextChange {
    std::uint32_t position = 0;
    std::vector<std::uint32_t> numbers;
};

/// What ESEARCH tells (RFC 9051 section 7.3.4); what is not set is left out, and so are MIN, MAX
/// and ALL where nothing was found.
struct EsearchData {
    std::string tag; ///< of the command
    std::optional<std::string> mailbox; ///< of RFC 7377: which one, in UTF-8, and
    std::uint32_t uidValidity = 0;
    bool uid = false; ///< the numbers are UIDs
    std::optional<std::uint32_t> min;
    std::optional<std::uint32_t> max;
    std::optional<std::uint64_t> count;
    std::optional<std::vector<std::uint32_t>> all; ///< in the order that was asked for
    std::optional<PartialRange> partial; ///< RFC 9394; the numbers in it are in `partialNumbers`
    std::vector<std::uint32_t> partialNumbers;
    std::vector<ContextChange> removed; ///< REMOVEFROM, one after the other; then
    std::vector<ContextChange> added; ///< ADDTO
    std::optional<std::uint64_t> modSeq; ///< highest of the messages told of
};

/// Appends the ESEARCH response.
void formatEsearch(Writer& writer, const EsearchData& data);

} // namespace postamt::imap::proto
