#include "imap/proto/expunge.h"

namespace postamt::imap::proto {

Result<UidExpungeRequest> parseUidExpunge(Lexer& lexer)
{
    UidExpungeRequest request;
    lexer.space();
    request.uids = lexer.sequenceSet("a set of UIDs");
    lexer.end();
    return lexer.result(std::move(request));
}

} // namespace postamt::imap::proto
