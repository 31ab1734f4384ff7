#pragma once

#include "imap/proto/lexer.h"

#include <optional>
#include <string>
#include <vector>

namespace postamt::imap::proto {

/// One message of APPEND, up to its bytes, which the Splitter hands out apart. NUL may be among
/// them only if `literal.binary`.
struct AppendMessage {
    std::vector<std::string> flags; ///< without \Recent
    std::optional<DateTime> internalDate;
    LiteralHeader literal;
    bool utf8 = false; ///< written as UTF8 (~{...}) (RFC 9755 section 4); headers may be in UTF-8
};

/// How APPEND begins (RFC 9051 section 6.3.12): mailbox and first message.
struct AppendRequest {
    std::string mailbox;
    AppendMessage first;
};

/// For the arguments of the text that comes with the first Piece::Kind::BodyBegin of a command. A
/// whole command, as the Splitter gives it where it expects no bodies, is an error.
Result<AppendRequest> parseAppend(Lexer& lexer);

/// For the text that comes with each further BodyBegin (MULTIAPPEND, RFC 3502): the next message.
Result<AppendMessage> parseNextAppend(Lexer& lexer, const AppendMessage& before);

/// For the text of Piece::Kind::Tail: there is nothing more.
Result<> parseAppendEnd(Lexer& lexer, const AppendMessage& before);

} // namespace postamt::imap::proto
