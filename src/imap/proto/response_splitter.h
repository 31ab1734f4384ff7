#pragma once

#include "imap/proto/literal.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::imap::proto {

/// What a server may make a client keep.
struct ResponseLimits {
    /// Bytes of one response without its last CRLF, literals in place counted, streamed ones not.
    /// An answer to SEARCH is one line, however many messages it names.
    std::size_t response = std::size_t{16} * 1024 * 1024;
    /// A literal of at most so many bytes stays in its place in the text; a longer one is streamed.
    std::uint64_t keptLiteral = 4096;
};

/// What the splitter found. Views are valid until the next call of next(), and as long as the bytes
/// of its input are.
struct ResponsePiece {
    enum class Kind {
        Response, ///< the end of a response: `text` without the last CRLF, back to the last
                  ///< streamed literal or to the begin; literals in place after their headers
        Literal, ///< a literal follows in pieces: `text` like that of Response, up to and with its
                 ///< header, CRLF not; `literal` is what it announces
        Bytes, ///< `text` are bytes of that literal; its last ones are followed by another kind
        Fault, ///< this is not IMAP; `text` says why. Nothing more comes
    };

    Kind kind = Kind::Response;
    std::string_view text;
    LiteralHeader literal = {};
};

/// Cuts the bytes of a server into responses, for a client (RFC 9051 section 2.2.2). The outcome
/// does not depend on how the bytes were cut, only Bytes come as they came. A response that came in
/// one input is not copied; one that did not is collected, within the limits.
///
/// Lines end with CRLF only; NUL, and CR or LF elsewhere, are faults. What ends a tagged line, a
/// continuation request or an untagged OK, NO, BAD, BYE or PREAUTH is text for people and never
/// announces a literal, whatever it looks like.
class ResponseSplitter {
public:
    explicit ResponseSplitter(ResponseLimits limits = {}) : limits_(limits) { }

    /// Takes bytes from the front of `input` up to the end of a piece, or all of them if that has
    /// not come.
    std::optional<ResponsePiece> next(std::string_view& input);

    /// Nothing of a response has come since the last one ended.
    bool isBetweenResponses() const;

private:
    enum class State { Begin, Text, Streamed, Dead };

    std::optional<ResponsePiece> collect(std::string_view& input);
    std::optional<ResponsePiece> endLine(std::string_view& input, std::size_t& end);
    std::optional<ResponsePiece> wait(std::string_view& input);
    ResponsePiece stream(std::string_view& input);
    ResponsePiece die(std::string_view& input, std::string_view why);

    ResponseLimits limits_;
    State state_ = State::Begin;
    std::string kept_; // text of the response that came with former inputs
    std::size_t line_ = 0; // where the line under way begins in the text
    std::uint64_t remaining_ = 0; // bytes still to come of a literal, kept or streamed
    bool spent_ = false; // kept_ was handed out and goes at the next call
    bool literals_ = false; // the response under way may hold literals
};

} // namespace postamt::imap::proto
