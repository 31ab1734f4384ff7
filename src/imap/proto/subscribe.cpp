#include "imap/proto/subscribe.h"

namespace postamt::imap::proto {

Result<SubscribeRequest> parseSubscribe(Lexer& lexer)
{
    SubscribeRequest request;
    lexer.space();
    request.mailbox = lexer.mailbox();
    lexer.end();
    return lexer.result(std::move(request));
}

} // namespace postamt::imap::proto
