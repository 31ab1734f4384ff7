#pragma once

#include "imap/proto/lexer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postamt::imap::proto {

/// What the text of APPEND or REPLACE says next of the messages that are to be put in.
struct AppendStep {
    enum class Kind {
        Message, ///< a message begins: `flags`, `internalDate`
        Url, ///< CATENATE (RFC 4469): what `url` names belongs to it
        Literal, ///< the bytes of `literal`, which follow the text: its last step
        End, ///< the message is complete
    };

    Kind kind = Kind::Message;
    std::vector<std::string> flags; ///< without \Recent
    std::optional<DateTime> internalDate;
    std::string url;
    LiteralHeader literal; ///< NUL may be among the bytes only if it is binary

    bool operator==(const AppendStep&) const = default;
};

/// How APPEND begins (RFC 9051 section 6.3.12).
struct AppendRequest {
    std::string mailbox;
    std::vector<AppendStep> steps;
};

/// How REPLACE begins (RFC 8508).
struct ReplaceRequest {
    std::uint32_t message = 0; ///< number or UID; SequenceSet::star for "*"
    std::string mailbox;
    std::vector<AppendStep> steps;
};

/// Reads the text of one APPEND (MULTIAPPEND of RFC 3502, BINARY of RFC 3516, CATENATE of RFC 4469,
/// UTF8 of RFC 9755) or REPLACE piece by piece, as the Splitter cuts it at the message bodies.
/// `isLast`: no body follows; the text is a Piece::Kind::Tail or a whole command.
class AppendParser {
public:
    Result<AppendRequest> append(Lexer& lexer, bool isLast);
    Result<ReplaceRequest> replace(Lexer& lexer, bool isLast);

    /// The text behind a body.
    Result<std::vector<AppendStep>> next(Lexer& lexer, bool isLast);

private:
    enum class Place { Between, AfterBytes, InList };

    std::vector<AppendStep> steps(Lexer& lexer, bool isLast);
    void goOn(Lexer& lexer);
    void message(Lexer& lexer);
    void parts(Lexer& lexer);
    void bytes(Lexer& lexer, std::string_view what);
    void add(AppendStep::Kind kind);

    Place place_ = Place::Between;
    bool utf8_ = false; ///< the last bytes were written as UTF8 (~{...})
    bool isSingle_ = false; ///< REPLACE
    std::size_t messages_ = 0;
    std::vector<AppendStep> steps_;
};

} // namespace postamt::imap::proto
