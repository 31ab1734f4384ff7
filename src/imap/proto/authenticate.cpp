#include "imap/proto/authenticate.h"

#include "base/ascii.h"
#include "base/encoding.h"

namespace postamt::imap::proto {

Result<AuthenticateRequest> parseAuthenticate(Lexer& lexer)
{
    AuthenticateRequest request;
    lexer.space();
    request.mechanism = uppered(lexer.atom("a mechanism"));
    if (lexer.ok() && !lexer.atEnd()) {
        lexer.space();
        // base64 needs no character that an atom may not have, and "=" is an atom too
        const auto response = lexer.atom("an initial response");
        request.initialResponse = base64Decode(response == "=" ? "" : response);
        if (!request.initialResponse)
            lexer.fail(Error{Fault::Bad, "expected base64 or = as initial response", {}});
    }
    lexer.end();
    return lexer.result(std::move(request));
}

Result<std::optional<std::string>> parseSaslResponse(std::string_view line)
{
    if (line == "*")
        return std::nullopt;
    auto response = base64Decode(line);
    if (!response)
        return bad("expected base64, or * to give up");
    return response;
}

} // namespace postamt::imap::proto
