#include "imap/proto/enable.h"

#include "base/ascii.h"

namespace postamt::imap::proto {

Result<std::vector<std::string>> parseEnable(Lexer& lexer)
{
    std::vector<std::string> capabilities;
    do {
        lexer.space();
        capabilities.push_back(uppered(lexer.atom("a capability")));
    } while (lexer.ok() && !lexer.atEnd());
    return lexer.result(std::move(capabilities));
}

void formatEnabled(Writer& writer, const std::vector<std::string>& capabilities)
{
    writer.raw("* ENABLED");
    for (const auto& capability : capabilities)
        writer.raw(' ').raw(capability);
    writer.line();
}

} // namespace postamt::imap::proto
