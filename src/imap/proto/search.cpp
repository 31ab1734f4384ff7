#include "imap/proto/search.h"

#include "base/ascii.h"

namespace postamt::imap::proto {

void parseSearchProgram(Lexer& lexer, SearchRequest& request)
{
    request.charset = uppered(lexer.astring("a charset"));
    lexer.space();
    request.keys = parseSearchKeys(lexer);
    lexer.end();
}

Result<SearchRequest> parseSearch(Lexer& lexer)
{
    SearchRequest request;
    lexer.space();
    if (lexer.present("RETURN")) {
        request.returns = parseSearchReturn(lexer);
        lexer.space();
    }
    if (lexer.present("CHARSET")) {
        lexer.space();
        request.charset = uppered(lexer.astring("a charset"));
        lexer.space();
    }
    request.keys = parseSearchKeys(lexer);
    lexer.end();
    return lexer.result(std::move(request));
}

void formatSearchProgram(Writer& writer, const SearchRequest& request)
{
    writer.astring(request.charset).raw(' ');
    formatSearchKeys(writer, request.keys);
}

void formatSearchRequest(Writer& writer, const SearchRequest& request)
{
    writer.raw("SEARCH ");
    if (request.returns) {
        formatSearchReturn(writer, *request.returns);
        writer.raw(' ');
    }
    if (!request.charset.empty())
        writer.raw("CHARSET ").astring(request.charset).raw(' ');
    formatSearchKeys(writer, request.keys);
}

void formatSearchNumbers(
    Writer& writer,
    std::span<const std::uint32_t> numbers,
    std::optional<std::uint64_t> highestModSeq
)
{
    writer.raw("* SEARCH");
    for (const auto number : numbers)
        writer.raw(' ').number(number);
    if (highestModSeq && !numbers.empty())
        writer.raw(" (MODSEQ ").number(*highestModSeq).raw(')');
    writer.line();
}

} // namespace postamt::imap::proto
