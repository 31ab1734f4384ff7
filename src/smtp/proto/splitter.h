#pragma once

#include "base/line_splitter.h"
#include "smtp/proto/body_check.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace postamt::smtp::proto {

/// Longest command line without its CRLF. RFC 5321 section 4.5.3.1.4 asks for 512, extensions add
/// to it.
constexpr std::size_t maxCommandLine = 2046;
/// Longest AUTH command and longest answer to its challenges (RFC 4954 section 4).
constexpr std::size_t maxAuthLine = 12288;

/// A piece of the body as it is to be stored.
struct BodyPiece {
    std::string_view bytes;
};

/// A BDAT chunk that is not the last has ended, or a skipped one.
struct ChunkEnd {
    BodyFault fault = BodyFault::None;
    std::uint64_t size = 0; ///< of the body so far
};

/// The body has ended: of DATA, or with BDAT LAST.
struct BodyEnd {
    BodyFault fault = BodyFault::None;
    std::uint64_t size = 0; ///< in bytes, dots taken away
};

/// What a client sent. Views stay valid until the next call of the Splitter.
using ClientItem = std::variant<Line, BodyPiece, ChunkEnd, BodyEnd>;

/// Cuts the bytes of an SMTP or LMTP client into command lines and bodies. The session says what
/// comes next; whatever is fed waits here until it is asked for, so pipelined commands need no
/// other place. The items do not depend on how the bytes were split, but for the borders between
/// the pieces of a body.
class Splitter {
public:
    Splitter();

    /// Appends bytes from the network.
    void feed(std::string_view bytes);

    /// The next item, or nothing if more bytes are needed. A body with a fault is read to its end,
    /// but no piece of it is given once the fault has been seen.
    std::optional<ClientItem> next();

    /// The next line answers a challenge of AUTH and may be longer.
    void expectAuthAnswer() { authAnswer_ = true; }

    /// The body follows as DATA. `limit`: largest size in bytes.
    void beginData(std::uint64_t limit);

    /// `size` bytes of a body follow (RFC 3030). `limit` holds for all chunks together.
    void beginChunk(std::uint64_t size, bool last, std::uint64_t limit);

    /// `size` bytes follow that belong to no message; gives ChunkEnd behind them.
    void skipChunk(std::uint64_t size);

    /// Forgets a body begun with BDAT (RSET, a new MAIL).
    void forgetBody() { body_.reset(); }

    /// Throws away all that was fed and not taken, and the line or body begun: before TLS starts
    /// nothing that came in the clear may survive (RFC 3207 section 4.2).
    void discard();

    /// True if nothing waits: no byte was sent ahead.
    bool isEmpty() const;

    /// Bytes of a line that has no end yet, for a session that wants to hang up.
    std::uint64_t pendingLine() const { return lines_.pending(); }

    /// The first fault of the body being read: a session may stop spooling.
    BodyFault bodyFault() const { return body_ ? body_->fault() : BodyFault::None; }

private:
    enum class Mode { Lines, Data, Chunk };
    std::optional<ClientItem> nextLine(std::string_view& input);
    std::optional<ClientItem> nextOfData(std::string_view& input);
    std::optional<ClientItem> nextOfChunk(std::string_view& input);
    bool accepts(std::string_view piece);
    BodyEnd finishBody();

    std::string buffer_;
    std::size_t taken_ = 0; // bytes of buffer_ that were given out
    Mode mode_ = Mode::Lines;
    LineSplitter lines_;
    bool authAnswer_ = false;
    DotReader dots_;
    std::optional<BodyCheck> body_;
    std::uint64_t chunkLeft_ = 0;
    bool lastChunk_ = false;
    bool skipping_ = false;
};

} // namespace postamt::smtp::proto
