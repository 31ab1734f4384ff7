#include "imap/proto/rename.h"

namespace postamt::imap::proto {

Result<RenameRequest> parseRename(Lexer& lexer)
{
    RenameRequest request;
    lexer.space();
    request.from = lexer.mailbox();
    lexer.space();
    request.to = lexer.mailbox("a new mailbox name");
    lexer.end();
    return lexer.result(std::move(request));
}

} // namespace postamt::imap::proto
