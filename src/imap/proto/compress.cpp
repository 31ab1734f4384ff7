#include "imap/proto/compress.h"

namespace postamt::imap::proto {

Result<> parseCompress(Lexer& lexer)
{
    lexer.space();
    lexer.require("DEFLATE");
    lexer.end();
    return lexer.done();
}

} // namespace postamt::imap::proto
