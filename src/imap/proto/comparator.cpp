#include "imap/proto/comparator.h"

#include "base/ascii.h"

#include <algorithm>

namespace postamt::imap::proto {

namespace {

constexpr std::string_view what = "a comparator such as i;octet";

/// RFC 4790 section 3.2.
constexpr std::size_t longestPattern = 255;

/// collation-wild: begins with a letter or "*"; no two "*" stand side by side.
bool isPattern(std::string_view text)
{
    const auto isOther = [](char c) {
        constexpr std::string_view others = "-;=.*";
        return !isAlpha(c) && !isDigit(c) && others.find(c) == std::string_view::npos;
    };
    return !text.empty() && text.size() <= longestPattern && (isAlpha(text[0]) || text[0] == '*')
        && std::ranges::none_of(text, isOther) && text.find("**") == std::string_view::npos;
}

ComparatorOrder parseOrder(Lexer& lexer)
{
    ComparatorOrder order;
    order.pattern = lexer.astring(what);
    if (!order.pattern.empty() && (order.pattern[0] == '+' || order.pattern[0] == '-')) {
        order.isDescending = order.pattern[0] == '-';
        order.pattern.erase(0, 1);
    }
    if (lexer.ok() && !isPattern(order.pattern))
        lexer.fail(Error{Fault::Bad, "expected " + std::string(what), {}});
    return order;
}

} // namespace

Result<ComparatorRequest> parseComparator(Lexer& lexer)
{
    ComparatorRequest request;
    while (lexer.ok() && !lexer.atEnd()) {
        lexer.space();
        request.orders.push_back(parseOrder(lexer));
    }
    lexer.end();
    return lexer.result(std::move(request));
}

void formatComparatorRequest(Writer& writer, const ComparatorRequest& request)
{
    writer.raw("COMPARATOR");
    for (const auto& [isDescending, pattern] : request.orders)
        writer.raw(' ').astring((isDescending ? "-" : "") + pattern);
}

void formatComparator(
    Writer& writer, std::string_view active, const std::vector<std::string_view>& matching
)
{
    writer.raw("* COMPARATOR ").astring(active);
    if (matching.size() > 1) {
        char before = '(';
        writer.raw(' ');
        for (const auto name : matching) {
            writer.raw(before).astring(name);
            before = ' ';
        }
        writer.raw(')');
    }
    writer.line();
}

} // namespace postamt::imap::proto
