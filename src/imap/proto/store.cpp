#include "imap/proto/store.h"

#include "base/ascii.h"

namespace postamt::imap::proto {

namespace {

// In parentheses, or bare as RFC 3501 section 6.4.6 has them.
std::vector<std::string> storeFlags(Lexer& lexer)
{
    if (lexer.peek() == '(')
        return lexer.flagList();
    std::vector<std::string> flags{lexer.flag()};
    while (lexer.ok() && !lexer.atEnd()) {
        lexer.space();
        flags.push_back(lexer.flag());
    }
    return flags;
}

} // namespace

Result<StoreRequest> parseStore(Lexer& lexer)
{
    constexpr std::string_view what = "FLAGS, +FLAGS or -FLAGS, with or without .SILENT";
    StoreRequest request;
    lexer.space();
    request.set = lexer.sequenceSet();
    lexer.space();
    if (lexer.peek() == '(') {
        lexer.open("a list of modifiers");
        lexer.require("UNCHANGEDSINCE");
        lexer.space();
        request.unchangedSince = lexer.number64("a mod-sequence");
        if (!lexer.presentClose())
            lexer.expected("a closing parenthesis");
        lexer.space();
    }
    if (lexer.present("+"))
        request.action = StoreRequest::Action::Add;
    else if (lexer.present("-"))
        request.action = StoreRequest::Action::Remove;
    const auto name = lexer.word(what);
    request.silent = equalsIgnoreCase(name, "FLAGS.SILENT");
    if (!request.silent && !equalsIgnoreCase(name, "FLAGS"))
        lexer.fail(Error{Fault::Bad, "expected " + std::string(what), {}});
    lexer.space();
    request.flags = storeFlags(lexer);
    std::erase(request.flags, "\\Recent");
    lexer.end();
    return lexer.result(std::move(request));
}

void formatStoreRequest(Writer& writer, const StoreRequest& request)
{
    writer.raw("STORE ");
    formatSequenceSet(writer.out(), request.set);
    if (request.unchangedSince)
        writer.raw(" (UNCHANGEDSINCE ").number(*request.unchangedSince).raw(')');
    writer.raw(' ');
    if (request.action != StoreRequest::Action::Replace)
        writer.raw(request.action == StoreRequest::Action::Add ? '+' : '-');
    writer.raw(request.silent ? "FLAGS.SILENT " : "FLAGS ").list(request.flags);
}

} // namespace postamt::imap::proto
