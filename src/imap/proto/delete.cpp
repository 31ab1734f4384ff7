#include "imap/proto/delete.h"

namespace postamt::imap::proto {

Result<DeleteRequest> parseDelete(Lexer& lexer)
{
    DeleteRequest request;
    lexer.space();
    request.mailbox = lexer.mailbox();
    lexer.end();
    return lexer.result(std::move(request));
}

} // namespace postamt::imap::proto
