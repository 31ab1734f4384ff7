#include "imap/proto/copy.h"

namespace postamt::imap::proto {

Result<CopyRequest> parseCopy(Lexer& lexer)
{
    CopyRequest request;
    lexer.space();
    request.set = lexer.sequenceSet();
    lexer.space();
    request.mailbox = lexer.mailbox();
    lexer.end();
    return lexer.result(std::move(request));
}

} // namespace postamt::imap::proto
