#include "imap/proto/fetch_request.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>

namespace postamt::imap::proto {

namespace {

using enum FetchItemType;

enum class Brackets { None, Maybe, Always };

struct Row {
    FetchItemType type;
    bool peek;
    Brackets brackets;
    std::string_view name;
};

// BODY is BodySection if there are brackets.
constexpr std::array rows{
    Row{Binary,        false, Brackets::Always, "BINARY"       },
    Row{Binary,        true,  Brackets::Always, "BINARY.PEEK"  },
    Row{BinarySize,    false, Brackets::Always, "BINARY.SIZE"  },
    Row{Body,          false, Brackets::Maybe,  "BODY"         },
    Row{BodySection,   false, Brackets::Always, "BODY"         },
    Row{BodySection,   true,  Brackets::Always, "BODY.PEEK"    },
    Row{BodyStructure, false, Brackets::None,   "BODYSTRUCTURE"},
    Row{EmailId,       false, Brackets::None,   "EMAILID"      },
    Row{Envelope,      false, Brackets::None,   "ENVELOPE"     },
    Row{Flags,         false, Brackets::None,   "FLAGS"        },
    Row{InternalDate,  false, Brackets::None,   "INTERNALDATE" },
    Row{ModSeq,        false, Brackets::None,   "MODSEQ"       },
    Row{Preview,       false, Brackets::None,   "PREVIEW"      },
    Row{Rfc822,        false, Brackets::None,   "RFC822"       },
    Row{Rfc822Header,  false, Brackets::None,   "RFC822.HEADER"},
    Row{Rfc822Size,    false, Brackets::None,   "RFC822.SIZE"  },
    Row{Rfc822Text,    false, Brackets::None,   "RFC822.TEXT"  },
    Row{SaveDate,      false, Brackets::None,   "SAVEDATE"     },
    Row{ThreadId,      false, Brackets::None,   "THREADID"     },
    Row{Uid,           false, Brackets::None,   "UID"          },
};

// A macro is a number of items from the front of this row.
constexpr std::array macroItems{Flags, InternalDate, Rfc822Size, Envelope, Body};

struct Macro {
    std::string_view name;
    std::size_t count;
};

constexpr std::array macros{
    Macro{"ALL",  4},
    Macro{"FAST", 3},
    Macro{"FULL", 5},
};

bool hasSection(FetchItemType type)
{
    return type == Binary || type == BinarySize || type == BodySection;
}

Partial parsePartial(Lexer& lexer)
{
    Partial partial;
    partial.origin = lexer.number64("the first byte");
    if (!lexer.present("."))
        lexer.expected("a dot and the number of bytes");
    partial.size = lexer.number64("a number of bytes");
    if (partial.size == 0)
        lexer.fail(Error{Fault::Bad, "expected a number of bytes above zero", {}});
    if (!lexer.present(">"))
        lexer.expected("a closing angle bracket");
    return partial;
}

FetchItem itemNamed(Lexer& lexer, std::string_view name)
{
    FetchItem item;
    const auto* const row = std::ranges::find_if(rows, [name](const auto& r) {
        return equalsIgnoreCase(r.name, name);
    });
    if (row == rows.end()) {
        lexer.fail(Error{Fault::Bad, "expected an item to fetch such as FLAGS or BODY.PEEK[]", {}});
        return item;
    }
    item.type = row->type;
    item.peek = row->peek;
    item.lazy = item.type == Preview && lexer.present(" (LAZY)");
    if (row->brackets == Brackets::None
        || (row->brackets == Brackets::Maybe && lexer.peek() != '['))
        return item;
    if (item.type == Body)
        item.type = BodySection;
    item.section = item.type == BodySection ? parseSection(lexer) : parseBinarySection(lexer);
    if (item.type != BinarySize && lexer.present("<"))
        item.partial = parsePartial(lexer);
    return item;
}

std::string_view itemName(Lexer& lexer)
{
    return lexer.word("an item to fetch such as FLAGS or BODY.PEEK[]");
}

std::vector<FetchItem> parseItems(Lexer& lexer)
{
    std::vector<FetchItem> items;
    if (lexer.peek() != '(') {
        const auto name = itemName(lexer);
        const auto* const macro = std::ranges::find_if(macros, [name](const auto& m) {
            return equalsIgnoreCase(m.name, name);
        });
        if (macro == macros.end())
            items.push_back(itemNamed(lexer, name));
        for (std::size_t i = 0; macro != macros.end() && i < macro->count; ++i)
            items.push_back(FetchItem{macroItems.at(i), false, {}, {}});
        return items;
    }
    lexer.open("a list of items to fetch");
    do
        items.push_back(itemNamed(lexer, itemName(lexer)));
    while (lexer.more());
    return items;
}

void parseModifiers(Lexer& lexer, FetchRequest& request)
{
    lexer.open("a list of modifiers");
    do {
        if (lexer.present("CHANGEDSINCE")) {
            lexer.space();
            // some clients send 0 for "all", which RFC 7162 does not know
            request.changedSince = lexer.number64("a mod-sequence");
        } else if (lexer.present("VANISHED")) {
            request.vanished = true;
        } else if (!request.range && lexer.present("PARTIAL")) {
            lexer.space();
            request.range = parsePartialRange(lexer);
        } else {
            lexer.expected("CHANGEDSINCE, VANISHED or PARTIAL");
        }
    } while (lexer.more());
    if (request.vanished && !request.changedSince)
        lexer.fail(Error{Fault::Bad, "expected CHANGEDSINCE with VANISHED", {}});
}

void putItem(Writer& writer, const FetchItem& item, bool asRequest)
{
    const auto* const row = std::ranges::find_if(rows, [&](const auto& r) {
        return r.type == item.type && r.peek == (item.peek && asRequest);
    });
    writer.raw(row->name);
    if (item.lazy && asRequest)
        writer.raw(" (LAZY)");
    if (!hasSection(item.type))
        return;
    formatSection(writer, item.section);
    if (item.partial) {
        writer.raw('<').number(item.partial->origin);
        if (asRequest)
            writer.raw('.').number(item.partial->size);
        writer.raw('>');
    }
}

} // namespace

bool setsSeen(const FetchItem& item)
{
    return item.type == Rfc822 || item.type == Rfc822Text
        || ((item.type == BodySection || item.type == Binary) && !item.peek);
}

FetchItem parseFetchItem(Lexer& lexer)
{
    return itemNamed(lexer, itemName(lexer));
}

Result<FetchRequest> parseFetch(Lexer& lexer)
{
    FetchRequest request;
    lexer.space();
    request.set = lexer.sequenceSet();
    lexer.space();
    request.items = parseItems(lexer);
    if (lexer.ok() && !lexer.atEnd()) {
        lexer.space();
        parseModifiers(lexer, request);
    }
    lexer.end();
    return lexer.result(std::move(request));
}

void formatFetchRequest(Writer& writer, const FetchRequest& request)
{
    writer.raw("FETCH ");
    formatSequenceSet(writer.out(), request.set);
    std::string_view before = " (";
    for (const auto& item : request.items) {
        writer.raw(before);
        putItem(writer, item, true);
        before = " ";
    }
    writer.raw(')');
    before = " (";
    if (request.changedSince) {
        writer.raw(before).raw("CHANGEDSINCE ").number(*request.changedSince);
        writer.raw(request.vanished ? " VANISHED" : "");
        before = " ";
    }
    if (request.range) {
        writer.raw(before).raw("PARTIAL ");
        formatPartialRange(writer, *request.range);
    }
    if (request.changedSince || request.range)
        writer.raw(')');
}

void formatFetchItemName(Writer& writer, const FetchItem& item)
{
    putItem(writer, item, false);
}

} // namespace postamt::imap::proto
