#include "imap/proto/search.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>

namespace postamt::imap::proto {

namespace {

struct Row {
    std::string_view name;
    bool SearchReturn::* member;
};

constexpr std::array rows{
    Row{"ALL",   &SearchReturn::all  },
    Row{"COUNT", &SearchReturn::count},
    Row{"MAX",   &SearchReturn::max  },
    Row{"MIN",   &SearchReturn::min  },
    Row{"SAVE",  &SearchReturn::save },
};

SearchReturn parseReturn(Lexer& lexer)
{
    constexpr std::string_view what = "a result option: MIN, MAX, ALL, COUNT or SAVE";
    SearchReturn wanted;
    lexer.space();
    lexer.open("a list of result options");
    if (lexer.presentClose()) {
        wanted.all = true; // RFC 4731 section 3.1
        return wanted;
    }
    do {
        const auto name = lexer.word(what);
        const auto* const row = std::ranges::find_if(rows, [name](const auto& r) {
            return equalsIgnoreCase(r.name, name);
        });
        if (row == rows.end())
            lexer.fail(Error{Fault::Bad, "expected " + std::string(what), {}});
        else
            wanted.*(row->member) = true;
    } while (lexer.more());
    return wanted;
}

} // namespace

Result<SearchRequest> parseSearch(Lexer& lexer)
{
    SearchRequest request;
    lexer.space();
    if (lexer.present("RETURN")) {
        request.returns = parseReturn(lexer);
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

void formatSearchRequest(Writer& writer, const SearchRequest& request)
{
    writer.raw("SEARCH ");
    if (request.returns) {
        writer.raw("RETURN (");
        std::string_view before;
        for (const auto& row : rows) {
            if ((*request.returns).*(row.member)) {
                writer.raw(before).raw(row.name);
                before = " ";
            }
        }
        writer.raw(") ");
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

void formatEsearch(Writer& writer, const EsearchData& data)
{
    writer.raw("* ESEARCH (TAG \"").raw(data.tag).raw("\")");
    if (data.uid)
        writer.raw(" UID");
    if (data.min)
        writer.raw(" MIN ").number(*data.min);
    if (data.max)
        writer.raw(" MAX ").number(*data.max);
    if (data.count)
        writer.raw(" COUNT ").number(*data.count);
    if (data.all && !data.all->isEmpty())
        writer.raw(" ALL ").numbers(*data.all);
    if (data.modSeq)
        writer.raw(" MODSEQ ").number(*data.modSeq);
    writer.line();
}

} // namespace postamt::imap::proto
