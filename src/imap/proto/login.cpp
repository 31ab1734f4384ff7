#include "imap/proto/login.h"

namespace postamt::imap::proto {

Result<LoginRequest> parseLogin(Lexer& lexer)
{
    LoginRequest request;
    lexer.space();
    request.user = lexer.astring("a user name");
    lexer.space();
    request.password = lexer.astring("a password");
    lexer.end();
    return lexer.result(std::move(request));
}

} // namespace postamt::imap::proto
