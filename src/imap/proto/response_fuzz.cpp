// Any values in responses. Properties: whatever a value holds, one response stays one for a client,
// and strings, names and texts come back from it as they were meant.
#include "base/utf8.h"
#include "imap/proto/fetch_response.h"
#include "imap/proto/id.h"
#include "imap/proto/lexer.h"
#include "imap/proto/list_response.h"
#include "imap/proto/response_splitter.h"
#include "imap/proto/search.h"
#include "imap/proto/status.h"
#include "imap/proto/status_response.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace postamt;
using namespace postamt::imap::proto;

namespace {

void require(bool truth)
{
    if (!truth)
        std::abort();
}

/// Reads as a client does: the text is one response to its last byte.
void checkOne(std::string_view text)
{
    ResponseSplitter splitter({.response = std::size_t{1} << 24, .keptLiteral = 1 << 24});
    auto rest = text;
    const auto piece = splitter.next(rest);
    require(piece && piece->kind == ResponsePiece::Kind::Response);
    require(rest.empty() && splitter.isBetweenResponses());
    require(piece->text.size() + 2 == text.size());
}

std::string withoutNul(std::string_view text)
{
    std::string out(text);
    std::ranges::replace(out, '\0', '?');
    return out;
}

void strings(std::string_view text, Dialect dialect)
{
    std::string out;
    Writer writer(out, dialect);
    writer.string(text).raw(' ').astring(text).raw(' ').nstring(text).raw(' ').nstring({});
    Lexer lexer(out, dialect);
    const auto expected = withoutNul(text);
    require(lexer.string("a string") == expected);
    lexer.space();
    require(lexer.astring("a string") == expected);
    lexer.space();
    require(lexer.nstring("a string") == expected);
    lexer.space();
    require(!lexer.nstring("NIL") && lexer.ok() && lexer.atEnd());
    checkOne("* X " + out + "\r\n");
}

void statuses(std::string_view text)
{
    std::string out;
    formatStatus(out, "a1", Condition::No, "LIMIT", text);
    checkOne(out);
    require(out.starts_with("a1 NO [LIMIT] ") && out.size() > sizeof "a1 NO [LIMIT] \r\n" - 1);
    out.clear();
    formatError(out, "a1", Error{Fault::Internal, std::string(text), {}});
    checkOne(out);
    out.clear();
    formatError(out, "a1", Error{Fault::Bad, std::string(text), {}});
    checkOne(out);
}

void lists(std::string_view text, Dialect dialect)
{
    if (!isUtf8(text)
        || text.find_first_of(std::string_view("\0\r\n", 3)) != std::string_view::npos)
        return;
    std::string out;
    Writer writer(out, dialect);
    formatListEntry(
        writer, {{"\\Subscribed"}, std::string(text), {"SUBSCRIBED"}, std::string(text)}
    );
    checkOne(out);
    out.clear();
    formatLsubEntry(writer, {{}, std::string(text), {}, {}});
    checkOne(out);
    out.clear();
    formatStatusData(writer, {std::string(text), {StatusItem::Messages}}, {});
    checkOne(out);
    out.clear();
    formatId(
        writer,
        {
            {"name",            std::string(text)},
            {std::string(text), std::nullopt     }
    }
    );
    checkOne(out);
}

void fetches(std::string_view text, Dialect dialect)
{
    Lexer lexer(text, dialect);
    const auto request = parseFetch(lexer);
    if (!request)
        return;
    std::string out;
    Writer writer(out, dialect);
    FetchWriter fetch(writer, FetchSubject{7});
    for (const auto& item : request->items) {
        if (item.type != FetchItemType::BodySection && item.type != FetchItemType::Binary)
            continue;
        fetch.literal(item, 3, item.type == FetchItemType::Binary);
        out += "a\r\n";
        fetch.nil(item);
    }
    fetch.end();
    checkOne(out);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const Dialect dialect{.utf8 = (data[0] & 1) != 0};
    strings(text, dialect);
    statuses(text);
    lists(text, dialect);
    fetches(text, dialect);
    return 0;
}
