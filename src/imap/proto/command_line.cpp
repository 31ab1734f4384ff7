#include "imap/proto/command_line.h"

#include "base/ascii.h"

namespace postamt::imap::proto {

Result<CommandLine> parseCommandLine(std::string_view command, Dialect dialect, LexerLimits limits)
{
    Lexer lexer(command, dialect, limits);
    std::string tag(lexer.tag());
    lexer.space();
    auto name = lexer.word("a command");
    const bool uid = equalsIgnoreCase(name, "UID");
    if (uid) {
        lexer.space();
        name = lexer.word("a command");
    }
    lexer.setBefore(name);
    if (lexer.ok() && !lexer.atEnd() && lexer.peek() != ' ')
        lexer.expected("a space or the end of the command");
    if (auto done = lexer.done(); !done)
        return std::unexpected(std::move(done.error()));
    return CommandLine{std::move(tag), uppered(name), uid, lexer};
}

std::string tagOf(std::string_view command)
{
    const auto tag = leading(CharClass::Tag, command);
    // what the Splitter quotes of a refused command may be cut short within a longer one
    constexpr std::size_t maxTag = 200;
    const bool whole = !tag.empty() && tag.size() <= maxTag
        && (tag.size() == command.size() || command[tag.size()] == ' ');
    return std::string(whole ? tag : "*");
}

Result<> parseNoArguments(Lexer& lexer)
{
    lexer.end();
    return lexer.done();
}

} // namespace postamt::imap::proto
