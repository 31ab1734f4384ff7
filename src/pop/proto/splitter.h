#pragma once

#include "base/line_splitter.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::pop::proto {

/// Longest command line without its CRLF: 255 bytes with it (RFC 2449 section 4).
constexpr std::size_t maxCommandLine = 253;
/// Longest AUTH command and longest answer to its challenges (RFC 5034 section 4).
constexpr std::size_t maxAuthLine = 12288;

/// Cuts the bytes of a POP3 client into lines. What is fed waits here until it is asked for, so
/// pipelined commands (RFC 2449 section 6.6) need no other place.
class Splitter {
public:
    Splitter();

    /// Appends bytes from the network.
    void feed(std::string_view bytes);

    /// The next line, or nothing if more bytes are needed. Its text stays valid until the next
    /// call.
    std::optional<Line> next();

    /// The next line answers a challenge of AUTH and may be longer.
    void expectAuthAnswer() { authAnswer_ = true; }

    /// Throws away all that was fed and not taken: before TLS starts nothing that came in the clear
    /// may survive (RFC 2595 section 4).
    void discard();

    /// True if nothing waits: no byte was sent ahead.
    bool isEmpty() const;

    /// Bytes of a line that has no end yet, for a session that wants to hang up.
    std::uint64_t pendingLine() const { return lines_.pending(); }

private:
    std::string buffer_;
    std::size_t taken_ = 0; // bytes of buffer_ that were given out
    LineSplitter lines_;
    bool authAnswer_ = false;
};

} // namespace postamt::pop::proto
