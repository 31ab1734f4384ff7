#include "imap/proto/multisearch.h"

namespace postamt::imap::proto {

Result<MultisearchRequest> parseMultisearch(Lexer& lexer)
{
    MultisearchRequest request;
    Lexer begin = lexer;
    begin.space();
    if (begin.present("IN")) {
        lexer = begin;
        lexer.space();
        lexer.open("a list of mailboxes to search in");
        do
            request.sources.push_back(parseMailboxFilter(lexer));
        while (lexer.more());
    }
    auto search = parseSearch(lexer);
    if (search)
        request.search = std::move(*search);
    return lexer.result(std::move(request));
}

void formatMultisearchRequest(Writer& writer, const MultisearchRequest& request)
{
    writer.raw('E');
    std::string search;
    Writer rest(search, writer.dialect());
    formatSearchRequest(rest, request.search);
    const std::string_view name = "SEARCH";
    writer.raw(name);
    std::string_view before = " IN (";
    for (const auto& source : request.sources) {
        writer.raw(before);
        formatMailboxFilter(writer, source);
        before = " ";
    }
    if (!request.sources.empty())
        writer.raw(')');
    writer.raw(std::string_view(search).substr(name.size()));
}

} // namespace postamt::imap::proto
