#include "imap/proto/search_return.h"

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
    Row{"ALL",     &SearchReturn::all    },
    Row{"CONTEXT", &SearchReturn::context},
    Row{"COUNT",   &SearchReturn::count  },
    Row{"MAX",     &SearchReturn::max    },
    Row{"MIN",     &SearchReturn::min    },
    Row{"SAVE",    &SearchReturn::save   },
    Row{"UPDATE",  &SearchReturn::update },
};

void parsePartial(Lexer& lexer, SearchReturn& wanted)
{
    if (wanted.partial)
        lexer.fail(Error{Fault::Bad, "expected PARTIAL only once", {}});
    lexer.space();
    wanted.partial = parsePartialRange(lexer);
}

void parseOption(Lexer& lexer, SearchReturn& wanted)
{
    constexpr std::string_view what = "a result option such as MIN, MAX, ALL, COUNT or SAVE";
    const auto name = lexer.word(what);
    const auto* const row = std::ranges::find_if(rows, [name](const auto& r) {
        return equalsIgnoreCase(r.name, name);
    });
    if (row != rows.end())
        wanted.*(row->member) = true;
    else if (equalsIgnoreCase(name, "PARTIAL"))
        parsePartial(lexer, wanted);
    else
        lexer.fail(Error{Fault::Bad, "expected " + std::string(what), {}});
}

} // namespace

SearchReturn parseSearchReturn(Lexer& lexer)
{
    SearchReturn wanted;
    lexer.space();
    lexer.open("a list of result options");
    if (lexer.presentClose()) {
        wanted.all = true; // RFC 4731 section 3.1
        return wanted;
    }
    do
        parseOption(lexer, wanted);
    while (lexer.more());
    if (wanted.partial && wanted.all)
        lexer.fail(Error{Fault::Bad, "expected PARTIAL or ALL, not both", {}});
    return wanted;
}

void formatSearchReturn(Writer& writer, const SearchReturn& returns)
{
    writer.raw("RETURN (");
    std::string_view before;
    for (const auto& row : rows) {
        if (returns.*(row.member)) {
            writer.raw(before).raw(row.name);
            before = " ";
        }
    }
    if (returns.partial) {
        writer.raw(before).raw("PARTIAL ");
        formatPartialRange(writer, *returns.partial);
    }
    writer.raw(')');
}

} // namespace postamt::imap::proto
