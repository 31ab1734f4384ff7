#include "imap/proto/list.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>

namespace postamt::imap::proto {

namespace {

struct SelectionRow {
    std::string_view name;
    bool ListSelection::* member;
};

constexpr std::array selections{
    SelectionRow{"RECURSIVEMATCH", &ListSelection::recursiveMatch},
    SelectionRow{"REMOTE",         &ListSelection::remote        },
    SelectionRow{"SPECIAL-USE",    &ListSelection::specialUse    },
    SelectionRow{"SUBSCRIBED",     &ListSelection::subscribed    },
};

struct ReturnRow {
    std::string_view name;
    bool ListReturn::* member;
};

constexpr std::array returns{
    ReturnRow{"CHILDREN",    &ListReturn::children  },
    ReturnRow{"MYRIGHTS",    &ListReturn::myRights  },
    ReturnRow{"SPECIAL-USE", &ListReturn::specialUse},
    ReturnRow{"SUBSCRIBED",  &ListReturn::subscribed},
};

// Sets the member of the option named, or fails.
template <class Options, class Rows>
void setOption(
    Lexer& lexer, Options& options, const Rows& rows, std::string_view name, std::string_view what
)
{
    const auto* const row = std::ranges::find_if(rows, [name](const auto& r) {
        return equalsIgnoreCase(r.name, name);
    });
    if (row != rows.end())
        options.*(row->member) = true;
    else
        lexer.fail(Error{Fault::Bad, "expected " + std::string(what), {}});
}

ListSelection parseSelection(Lexer& lexer)
{
    ListSelection selection;
    lexer.open("a list of selection options");
    if (!lexer.presentClose()) {
        do {
            constexpr std::string_view what
                = "a selection option: SUBSCRIBED, REMOTE, RECURSIVEMATCH or SPECIAL-USE";
            setOption(lexer, selection, selections, lexer.word(what), what);
        } while (lexer.more());
    }
    if (selection.recursiveMatch && !selection.subscribed && !selection.specialUse)
        lexer.fail(Error{Fault::Bad, "expected SUBSCRIBED or SPECIAL-USE with RECURSIVEMATCH", {}});
    return selection;
}

ListReturn parseReturns(Lexer& lexer)
{
    ListReturn wanted;
    lexer.require("RETURN");
    lexer.space();
    lexer.open("a list of return options");
    if (!lexer.presentClose()) {
        do {
            constexpr std::string_view what
                = "a return option: SUBSCRIBED, CHILDREN, METADATA, MYRIGHTS, SPECIAL-USE or STATUS";
            const auto name = lexer.word(what);
            if (equalsIgnoreCase(name, "STATUS")) {
                lexer.space();
                wanted.status = parseStatusItems(lexer);
            } else if (equalsIgnoreCase(name, "METADATA")) {
                lexer.space();
                wanted.metadata = parseWantedMetadata(lexer);
            } else {
                setOption(lexer, wanted, returns, name, what);
            }
        } while (lexer.more());
    }
    return wanted;
}

std::vector<std::string> parsePatterns(Lexer& lexer)
{
    std::vector<std::string> patterns;
    if (lexer.peek() != '(') {
        patterns.push_back(lexer.listMailbox());
        return patterns;
    }
    lexer.open("a list of patterns");
    do
        patterns.push_back(lexer.listMailbox());
    while (lexer.more());
    return patterns;
}

// "(A B)" of the options that are set.
template <class Options, class Rows>
std::vector<std::string_view> namesOf(const Options& options, const Rows& rows)
{
    std::vector<std::string_view> names;
    for (const auto& row : rows)
        if (options.*(row.member))
            names.push_back(row.name);
    return names;
}

} // namespace

Result<ListRequest> parseList(Lexer& lexer)
{
    ListRequest request;
    lexer.space();
    if (lexer.peek() == '(') {
        request.extended = true;
        request.selection = parseSelection(lexer);
        lexer.space();
    }
    request.reference = lexer.listMailbox("a reference name");
    lexer.space();
    request.extended = request.extended || lexer.peek() == '(';
    request.patterns = parsePatterns(lexer);
    if (lexer.ok() && !lexer.atEnd()) {
        lexer.space();
        request.extended = true;
        request.returns = parseReturns(lexer);
    }
    lexer.end();
    return lexer.result(std::move(request));
}

Result<ListRequest> parseLsub(Lexer& lexer)
{
    ListRequest request;
    lexer.space();
    request.reference = lexer.listMailbox("a reference name");
    lexer.space();
    request.patterns.push_back(lexer.listMailbox());
    lexer.end();
    return lexer.result(std::move(request));
}

void formatListRequest(Writer& writer, const ListRequest& request)
{
    writer.raw("LIST ");
    if (!request.extended) {
        writer.mailbox(request.reference).raw(' ').mailbox(request.patterns.front());
        return;
    }
    writer.list(namesOf(request.selection, selections))
        .raw(' ')
        .mailbox(request.reference)
        .raw(' ');
    char before = '(';
    for (const auto& pattern : request.patterns) {
        writer.raw(before).mailbox(pattern);
        before = ' ';
    }
    writer.raw(") RETURN (");
    bool isFirst = true;
    for (const auto name : namesOf(request.returns, returns)) {
        writer.raw(isFirst ? "" : " ").raw(name);
        isFirst = false;
    }
    if (request.returns.status) {
        writer.raw(isFirst ? "STATUS " : " STATUS ");
        formatStatusItems(writer, *request.returns.status);
        isFirst = false;
    }
    if (request.returns.metadata) {
        writer.raw(isFirst ? "METADATA " : " METADATA ");
        formatWantedMetadata(writer, *request.returns.metadata);
    }
    writer.raw(')');
}

} // namespace postamt::imap::proto
