#pragma once

#include "imap/proto/search.h"

#include <cstdint>
#include <span>

namespace postamt::imap::proto {

/// RFC 5256 section 3; REFS of draft-ietf-morg-inthread.
enum class ThreadAlgorithm { OrderedSubject, References, Refs };

/// THREAD, with or without UID.
struct ThreadRequest {
    ThreadAlgorithm algorithm = ThreadAlgorithm::References;
    SearchRequest search; ///< without RETURN; the charset is always named

    bool operator==(const ThreadRequest&) const = default;
};

Result<ThreadRequest> parseThread(Lexer& lexer);

/// Appends "THREAD REFS UTF-8 ALL", without tag and line end.
void formatThreadRequest(Writer& writer, const ThreadRequest& request);

/// A message among its thread; others are named by their places in a row of nodes.
struct ThreadNode {
    static constexpr std::uint32_t none = 0xffffffff;

    std::uint32_t number = 0; ///< 0 for a missing message with at least two children
    std::uint32_t firstChild = none;
    std::uint32_t nextSibling = none;
};

/// Appends "* THREAD (2)(3 6 (4 23)(44 7 96))" (RFC 5256 section 4), the threads being those of
/// node `first` and its siblings. However deep they are, it does not recurse.
void formatThreads(Writer& writer, std::span<const ThreadNode> nodes, std::uint32_t first);

} // namespace postamt::imap::proto
