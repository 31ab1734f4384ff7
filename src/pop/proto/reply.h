#pragma once

#include "base/line_splitter.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace postamt::pop::proto {

/// The first line of an answer (RFC 1939 section 3).
struct Reply {
    bool ok = true;
    std::string code; ///< response code such as IN-USE or SYS/TEMP (RFC 2449, RFC 3206), or empty
    std::string text; ///< one line
    bool close = false; ///< the server's own: end the session behind it

    /// The bytes to send, cut at 512. Control characters become "?", so that no text can forge a
    /// line.
    std::string format() const;

    bool operator==(const Reply&) const = default;
};

/// Reads such a line without its CRLF, as a client; nothing if it is none.
std::optional<Reply> parseReply(std::string_view line);

/// A positive reply with lines behind it and the dot: LIST, UIDL, CAPA.
std::string formatLines(const Reply& reply, std::span<const std::string> lines);

/// The reply to a line that must not be read.
Reply replyTo(LineFault fault);

} // namespace postamt::pop::proto
