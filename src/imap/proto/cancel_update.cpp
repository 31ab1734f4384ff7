#include "imap/proto/cancel_update.h"

namespace postamt::imap::proto {

Result<CancelUpdateRequest> parseCancelUpdate(Lexer& lexer)
{
    CancelUpdateRequest request;
    do {
        lexer.space();
        request.tags.push_back(lexer.quoted("the tag of a search in quotes"));
    } while (lexer.ok() && !lexer.atEnd());
    lexer.end();
    return lexer.result(std::move(request));
}

} // namespace postamt::imap::proto
