#include "imap/proto/create.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>

namespace postamt::imap::proto {

namespace {

constexpr std::array<std::string_view, 11> specialUses{
    "\\All",  "\\Archive",   "\\Drafts", "\\Flagged", "\\Important", "\\Junk",
    "\\Memos", "\\Scheduled", "\\Sent",   "\\Snoozed", "\\Trash"
};

std::string specialUse(Lexer& lexer)
{
    lexer.require("\\");
    std::string name = "\\";
    name += lexer.atom("a special use such as \\Sent");
    const auto* const known = std::ranges::find_if(specialUses, [&name](auto use) {
        return equalsIgnoreCase(use, name);
    });
    return known == specialUses.end() ? name : std::string(*known);
}

} // namespace

Result<CreateRequest> parseCreate(Lexer& lexer)
{
    CreateRequest request;
    lexer.space();
    request.mailbox = lexer.mailbox();
    if (lexer.ok() && !lexer.atEnd()) {
        lexer.space();
        lexer.open("a list of parameters");
        lexer.require("USE");
        lexer.space();
        lexer.open("a list of special uses");
        if (!lexer.presentClose()) {
            do
                request.specialUse.push_back(specialUse(lexer));
            while (lexer.more());
        }
        if (!lexer.presentClose())
            lexer.expected("a closing parenthesis");
    }
    lexer.end();
    return lexer.result(std::move(request));
}

} // namespace postamt::imap::proto
