#include "imap/proto/append.h"

namespace postamt::imap::proto {

namespace {

AppendMessage parseMessage(Lexer& lexer)
{
    AppendMessage message;
    lexer.space();
    if (lexer.peek() == '(') {
        message.flags = lexer.flagList();
        std::erase(message.flags, "\\Recent");
        lexer.space();
    }
    if (lexer.peek() == '"') {
        message.internalDate = lexer.dateTime();
        lexer.space();
    }
    if (lexer.present("UTF8")) {
        message.utf8 = true;
        lexer.space();
        lexer.require("(");
    }
    message.literal = lexer.literalHeader("a message as a literal");
    if (message.utf8 && !message.literal.binary)
        lexer.fail(Error{Fault::Bad, "expected a literal8 (~{size}) after UTF8", {}});
    lexer.end();
    return message;
}

// UTF8 (~{...}) has a parenthesis behind its bytes.
void closeMessage(Lexer& lexer, const AppendMessage& message)
{
    if (message.utf8)
        lexer.require(")");
}

} // namespace

Result<AppendRequest> parseAppend(Lexer& lexer)
{
    AppendRequest request;
    lexer.space();
    request.mailbox = lexer.mailbox();
    request.first = parseMessage(lexer);
    return lexer.result(std::move(request));
}

Result<AppendMessage> parseNextAppend(Lexer& lexer, const AppendMessage& before)
{
    closeMessage(lexer, before);
    auto message = parseMessage(lexer);
    return lexer.result(std::move(message));
}

Result<> parseAppendEnd(Lexer& lexer, const AppendMessage& before)
{
    closeMessage(lexer, before);
    lexer.end();
    return lexer.done();
}

} // namespace postamt::imap::proto
