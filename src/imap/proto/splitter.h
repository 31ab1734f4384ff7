#pragma once

#include "base/result.h"
#include "imap/proto/literal.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postamt::imap::proto {

/// What one command may cost. The defaults are those before login.
struct SplitterLimits {
    /// Bytes of one line without its CRLF: as for AUTH in SMTP and POP3, so that a token fits in.
    std::size_t line = std::size_t{12} * 1024;
    std::size_t command
        = std::size_t{16} * 1024; ///< bytes of lines and literals together, message bodies aside
    std::size_t literals = 4; ///< literals in one command, message bodies aside
    std::uint64_t nonSyncLiteral
        = 4096; ///< bytes of a non-synchronizing literal (LITERAL-, RFC 7888)
    std::size_t bodies
        = 0; ///< message bodies in one APPEND or REPLACE; 0: its literals are like any other
    std::uint64_t message = 0; ///< bytes of one message body
    std::uint64_t skippable
        = std::uint64_t{1024} * 1024; ///< a refused non-synchronizing literal above it is fatal

    /// The limits after login, for messages of at most `message` bytes.
    static SplitterLimits afterLogin(std::uint64_t message);
};

/// What the splitter found.
struct Piece {
    enum class Kind {
        Command, ///< a whole command: `text`, without the last CRLF, literals in place after their
                 ///< headers
        Continue, ///< the client waits for a continuation ("+ OK") before it sends a literal
        BodyBegin, ///< a message body of `literal` follows (send "+ OK" if it is sync, or
                   ///< abandon()); `text` is the command since its begin or since the last body,
                   ///< header included
        BodyBytes, ///< `bytes` of the body
        BodyEnd, ///< the body is complete
        Tail, ///< the end of a command with bodies: `text` is what follows the last body, mostly
              ///< nothing
        Line, ///< the line asked for with expectLine(): `text` without CRLF
        Refused, ///< answer `error` to the command that begins with `text`; its rest is skipped
    };

    Kind kind = Kind::Command;
    std::string text;
    std::string_view bytes; ///< valid until the next call of feed(), next(), discard()
    LiteralHeader literal;
    Error error;
    bool fatal = false; ///< after this refusal nothing more can be understood: say BYE and close
};

/// Cuts the bytes of a client into commands, before anything is understood (RFC 9051 section 2.2).
/// Feed it what was read, then take pieces until there is none. The outcome does not depend on how
/// the bytes were cut. Keeps at most one command within its limits, and what was fed and not yet
/// taken; what is refused is skipped without being stored.
///
/// Lines end with CRLF only. NUL, and CR or LF elsewhere, make the command a syntax error.
///
/// Message bodies, the literals of APPEND and REPLACE but those of their mailbox name and of URLs
/// (CATENATE), are not collected but handed out as they come.
class Splitter {
public:
    explicit Splitter(SplitterLimits limits = {}) : limits_(limits) { }

    /// New limits from the next command on; to be called between commands.
    void setLimits(SplitterLimits limits) { limits_ = limits; }

    void feed(std::string_view bytes);

    /// The next piece, or nothing if more bytes are needed.
    std::optional<Piece> next();

    /// Takes the next line as it is, without regard for literals: SASL responses, DONE. To be
    /// called between commands, before next(), once for each line.
    void expectLine() { rawLine_ = true; }

    /// Gives up the command under way: no more pieces of it come. A synchronizing literal just
    /// announced is taken as not asked for, which ends the command; else its bytes and the rest of
    /// the command are skipped.
    void abandon();

    /// Forgets all bytes not yet taken and the command under way (after STARTTLS, RFC 9051
    /// section 6.2.1).
    void discard();

    /// Bytes that were fed and not yet used.
    std::size_t pending() const { return buffer_.size() - at_; }

    /// No command is under way; bytes may be pending.
    bool isBetweenCommands() const { return state_ == State::Line && !begun_; }

private:
    enum class State { Line, Literal, Body, SkipLine, SkipLiteral, Dead };

    std::optional<Piece> advance();
    bool passBytes();
    std::optional<Piece> nextLine();
    std::optional<Piece> endOfLine(std::string_view line);
    std::optional<Piece> announce(LiteralHeader literal);
    Piece beginBody(LiteralHeader literal);
    bool takeLiteral();
    std::optional<Piece> takeBody();
    bool skipLine();
    bool skipLiteral();
    Piece refuse(Error error, const std::optional<LiteralHeader>& literal);
    Piece refuseLongLine();
    void skipAfter(const std::optional<LiteralHeader>& literal);
    bool isBodyNext() const;
    std::optional<Piece> tellDeath();
    Piece finish();
    void reset();

    SplitterLimits limits_;
    State state_ = State::Line;
    std::string buffer_; // bytes fed; those before at_ are used up
    std::size_t at_ = 0;
    std::size_t scanned_ = 0; // from at_: no line end in these bytes
    std::string text_; // the command so far, since the last body
    std::string head_; // how the command began, for refusals
    std::size_t used_ = 0; // bytes of the command so far, bodies aside
    std::size_t literals_ = 0;
    std::size_t bodies_ = 0;
    std::uint64_t remaining_ = 0; // bytes of the literal still to come
    std::string tail_; // the last bytes of a line that is being skipped
    bool catenates_ = false; // CATENATE was read: literals may be those of URLs
    bool begun_ = false; // a command is under way
    bool rawLine_ = false;
    bool unasked_ = false; // a synchronizing literal was announced and nothing was taken since
    bool deathTold_ = false;
};

} // namespace postamt::imap::proto
