#include "imap/proto/metadata.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <set>

namespace postamt::imap::proto {

namespace {

constexpr std::size_t longestEntry = 255;

struct DepthRow {
    MetadataDepth depth;
    std::string_view name;
};

constexpr std::array depths{
    DepthRow{MetadataDepth::Zero,     "0"       },
    DepthRow{MetadataDepth::One,      "1"       },
    DepthRow{MetadataDepth::Infinity, "infinity"},
};

bool isBelow(std::string_view entry, std::string_view root)
{
    return startsWithIgnoreCase(entry, root) && entry.size() > root.size()
        && entry[root.size()] == '/';
}

bool isRoot(std::string_view entry)
{
    return equalsIgnoreCase(entry, "/private") || equalsIgnoreCase(entry, "/shared");
}

/// RFC 5464 section 3.2: levels behind slashes, none of them empty, of 7-bit characters. That it
/// forbids control characters up to 0x19 only, not to 0x1F, is taken for a slip of the pen.
bool isEntry(std::string_view entry)
{
    const auto forbidden = [](char c) { return c < ' ' || c > '~' || c == '*' || c == '%'; };
    return entry.size() <= longestEntry && !entry.ends_with('/')
        && entry.find("//") == std::string_view::npos && std::ranges::none_of(entry, forbidden)
        && (isRoot(entry) || isBelow(entry, "/private") || isBelow(entry, "/shared"));
}

std::string parseEntry(Lexer& lexer)
{
    constexpr std::string_view what = "an entry such as /private/comment";
    auto entry = lexer.astring(what);
    if (lexer.ok() && !isEntry(entry))
        lexer.fail(Error{Fault::Bad, "expected " + std::string(what), {}});
    return entry;
}

MetadataDepth parseDepth(Lexer& lexer)
{
    const auto name = lexer.atom("0, 1 or infinity");
    const auto* const row = std::ranges::find_if(depths, [name](const DepthRow& candidate) {
        return equalsIgnoreCase(candidate.name, name);
    });
    if (row != depths.end())
        return row->depth;
    lexer.fail(Error{Fault::Bad, "expected 0, 1 or infinity", {}});
    return MetadataDepth::Zero;
}

/// Entries begin with a slash or as a string, options with a letter.
bool hasOptionsNext(const Lexer& lexer)
{
    return lexer.peek() == '(' && lexer.rest().size() > 1 && isAlpha(lexer.rest()[1]);
}

void parseOptions(Lexer& lexer, WantedMetadata& wanted)
{
    lexer.open("options");
    do {
        constexpr std::string_view what = "an option: MAXSIZE or DEPTH";
        const auto name = lexer.word(what);
        lexer.space();
        if (equalsIgnoreCase(name, "MAXSIZE"))
            wanted.maxSize = lexer.number("a number of octets");
        else if (equalsIgnoreCase(name, "DEPTH"))
            wanted.depth = parseDepth(lexer);
        else
            lexer.fail(Error{Fault::Bad, "expected " + std::string(what), {}});
    } while (lexer.more());
    lexer.space();
}

void parseEntries(Lexer& lexer, WantedMetadata& wanted)
{
    if (lexer.peek() != '(') {
        wanted.entries.push_back(parseEntry(lexer));
        return;
    }
    lexer.open("a list of entries");
    do
        wanted.entries.push_back(parseEntry(lexer));
    while (lexer.more());
}

/// A string or NIL; or a literal8 (RFC 3516), which may hold NUL.
std::optional<std::string> parseValue(Lexer& lexer)
{
    constexpr std::string_view what = "a string or NIL";
    if (lexer.peek() == '~')
        return lexer.literal8(what);
    return lexer.nstring(what);
}

void formatValue(Writer& writer, const std::optional<std::string>& value)
{
    if (value && value->find('\0') != std::string::npos)
        writer.literal8Header(value->size()).raw(*value);
    else
        writer.nstring(value);
}

void formatValues(Writer& writer, const std::vector<MetadataValue>& values)
{
    char before = '(';
    for (const auto& [entry, value] : values) {
        writer.raw(before).astring(entry).raw(' ');
        formatValue(writer, value);
        before = ' ';
    }
    writer.raw(')');
}

} // namespace

WantedMetadata parseWantedMetadata(Lexer& lexer)
{
    WantedMetadata wanted;
    if (hasOptionsNext(lexer))
        parseOptions(lexer, wanted);
    parseEntries(lexer, wanted);
    return wanted;
}

Result<GetMetadataRequest> parseGetMetadata(Lexer& lexer)
{
    GetMetadataRequest request;
    WantedMetadata options;
    lexer.space();
    const bool optionsFirst = hasOptionsNext(lexer);
    if (optionsFirst)
        parseOptions(lexer, options);
    request.mailbox = lexer.mailbox();
    lexer.space();
    if (!optionsFirst && hasOptionsNext(lexer))
        parseOptions(lexer, options);
    parseEntries(lexer, options);
    request.wanted = std::move(options);
    lexer.end();
    return lexer.result(std::move(request));
}

Result<SetMetadataRequest> parseSetMetadata(Lexer& lexer)
{
    SetMetadataRequest request;
    std::set<std::string> named;
    lexer.space();
    request.mailbox = lexer.mailbox();
    lexer.space();
    lexer.open("a list of entries and values");
    do {
        MetadataValue value;
        value.entry = parseEntry(lexer);
        lexer.space();
        value.value = parseValue(lexer);
        if (lexer.ok() && isRoot(value.entry))
            lexer.fail(Error{Fault::Bad, "expected an entry below /private or /shared", {}});
        if (lexer.ok() && !named.insert(lowered(value.entry)).second)
            lexer.fail(Error{Fault::Bad, "expected each entry once", {}});
        request.values.push_back(std::move(value));
    } while (lexer.more());
    lexer.end();
    return lexer.result(std::move(request));
}

void formatWantedMetadata(Writer& writer, const WantedMetadata& wanted)
{
    if (wanted.maxSize || wanted.depth != MetadataDepth::Zero) {
        writer.raw('(');
        if (wanted.maxSize)
            writer.raw("MAXSIZE ").number(*wanted.maxSize);
        if (wanted.depth != MetadataDepth::Zero)
            writer.raw(wanted.maxSize ? " DEPTH " : "DEPTH ")
                .raw(std::ranges::find(depths, wanted.depth, &DepthRow::depth)->name);
        writer.raw(") ");
    }
    char before = '(';
    for (const auto& entry : wanted.entries) {
        writer.raw(before).astring(entry);
        before = ' ';
    }
    writer.raw(')');
}

void formatGetMetadataRequest(Writer& writer, const GetMetadataRequest& request)
{
    writer.raw("GETMETADATA ").mailbox(request.mailbox).raw(' ');
    formatWantedMetadata(writer, request.wanted);
}

void formatSetMetadataRequest(Writer& writer, const SetMetadataRequest& request)
{
    writer.raw("SETMETADATA ").mailbox(request.mailbox).raw(' ');
    formatValues(writer, request.values);
}

void formatMetadata(
    Writer& writer, std::string_view mailbox, const std::vector<MetadataValue>& values
)
{
    writer.raw("* METADATA ").mailbox(mailbox).raw(' ');
    formatValues(writer, values);
    writer.line();
}

void formatChangedMetadata(
    Writer& writer, std::string_view mailbox, const std::vector<std::string>& entries
)
{
    writer.raw("* METADATA ").mailbox(mailbox);
    for (const auto& entry : entries)
        writer.raw(' ').astring(entry);
    writer.line();
}

} // namespace postamt::imap::proto
