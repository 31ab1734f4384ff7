#pragma once

#include "base/dot_writer.h"

#include <cstdint>
#include <string_view>

namespace postamt::pop::proto {

/// Writes a stored message behind the +OK of RETR and TOP. A NUL, at which Outlook hangs, becomes
/// 0x80, which keeps the size.
class MessageWriter : public DotWriter {
public:
    MessageWriter() : DotWriter('\x80') { }
};

/// The size that STAT and LIST tell: what MessageWriter will send, without the doubled dots.
/// Clients that are told less cut the message off.
using MessageSize = DotSize;

/// Cuts a message for TOP (RFC 1939 section 7): the header, the empty line behind it, and the first
/// lines of the body. Ends of lines are those that MessageWriter sees: CRLF, and a bare CR or LF.
class TopCutter {
public:
    explicit TopCutter(std::uint32_t lines) : lines_(lines) { }

    /// The front of the piece that is still wanted.
    std::string_view take(std::string_view piece);

    /// True if no more is wanted: the rest of the message need not be read.
    bool isComplete() const { return complete_; }

private:
    void endLine();

    std::uint32_t lines_; // of the body, still wanted
    bool inHeader_ = true;
    bool lineEmpty_ = true;
    bool afterCr_ = false;
    bool complete_ = false;
};

} // namespace postamt::pop::proto
