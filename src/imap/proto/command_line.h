#pragma once

#include "imap/proto/lexer.h"

#include <string>
#include <string_view>

namespace postamt::imap::proto {

/// How a command begins (RFC 9051 section 2.2.1).
struct CommandLine {
    std::string tag;
    std::string name; ///< upper case; of "UID FETCH" it is FETCH
    bool uid = false; ///< "UID" stood before the name
    Lexer arguments; ///< at the space after the name, or at the end; looks into the text that was
                     ///< parsed
};

/// Takes tag and name off a command. The error text is for the tag that tagOf() gives. Whether
/// there is such a command, and whether UID may stand before it, is not looked at.
Result<CommandLine>
parseCommandLine(std::string_view command, Dialect dialect = {}, LexerLimits limits = {});

/// The tag under which to answer a command that may be broken: its own if it has a valid one of at
/// most 200 bytes, else "*".
std::string tagOf(std::string_view command);

/// For commands without arguments (CAPABILITY, NOOP, LOGOUT, STARTTLS, NAMESPACE, IDLE, CHECK,
/// CLOSE, UNSELECT, EXPUNGE): there is nothing more.
Result<> parseNoArguments(Lexer& lexer);

} // namespace postamt::imap::proto
