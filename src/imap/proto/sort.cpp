#include "imap/proto/sort.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>

namespace postamt::imap::proto {

namespace {

struct Row {
    SortKey key;
    std::string_view name;
};

constexpr std::array rows{
    Row{SortKey::Arrival,     "ARRIVAL"    },
    Row{SortKey::Cc,          "CC"         },
    Row{SortKey::Date,        "DATE"       },
    Row{SortKey::DisplayFrom, "DISPLAYFROM"},
    Row{SortKey::DisplayTo,   "DISPLAYTO"  },
    Row{SortKey::From,        "FROM"       },
    Row{SortKey::Size,        "SIZE"       },
    Row{SortKey::Subject,     "SUBJECT"    },
    Row{SortKey::To,          "TO"         },
};

// More say nothing new: each key is there once in one direction.
constexpr std::size_t maxCriteria = 2 * rows.size();

SortCriterion parseCriterion(Lexer& lexer)
{
    constexpr std::string_view what = "a sort key such as DATE";
    SortCriterion criterion;
    criterion.isReverse = lexer.present("REVERSE");
    if (criterion.isReverse)
        lexer.space();
    const auto name = lexer.word(what);
    const auto* const row = std::ranges::find_if(rows, [name](const auto& r) {
        return equalsIgnoreCase(r.name, name);
    });
    if (row == rows.end())
        lexer.fail(Error{Fault::Bad, "expected " + std::string(what), {}});
    else
        criterion.key = row->key;
    return criterion;
}

} // namespace

Result<SortRequest> parseSort(Lexer& lexer)
{
    SortRequest request;
    lexer.space();
    if (lexer.present("RETURN")) {
        request.search.returns = parseSearchReturn(lexer);
        lexer.space();
    }
    lexer.open("a list of sort keys");
    do
        request.criteria.push_back(parseCriterion(lexer));
    while (lexer.more());
    if (request.criteria.size() > maxCriteria)
        lexer.fail(Error{Fault::Bad, "expected fewer sort keys", "TOOBIG"});
    lexer.space();
    parseSearchProgram(lexer, request.search);
    return lexer.result(std::move(request));
}

void formatSortRequest(Writer& writer, const SortRequest& request)
{
    writer.raw("SORT ");
    if (request.search.returns) {
        formatSearchReturn(writer, *request.search.returns);
        writer.raw(' ');
    }
    std::string_view before = "(";
    for (const auto& criterion : request.criteria) {
        const auto* const row = std::ranges::find(rows, criterion.key, &Row::key);
        writer.raw(before).raw(criterion.isReverse ? "REVERSE " : "").raw(row->name);
        before = " ";
    }
    writer.raw(") ");
    formatSearchProgram(writer, request.search);
}

void formatSortNumbers(
    Writer& writer,
    std::span<const std::uint32_t> numbers,
    std::optional<std::uint64_t> highestModSeq
)
{
    writer.raw("* SORT");
    for (const auto number : numbers)
        writer.raw(' ').number(number);
    if (highestModSeq && !numbers.empty())
        writer.raw(" (MODSEQ ").number(*highestModSeq).raw(')');
    writer.line();
}

} // namespace postamt::imap::proto
