#include "imap/proto/literal.h"

#include "base/ascii.h"

#include <algorithm>

namespace postamt::imap::proto {

namespace {

// Digits only, at least one. Saturates, so that no number however long can wrap around.
std::uint64_t sizeFrom(std::string_view digits)
{
    std::uint64_t size = 0;
    for (const char c : digits) {
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (size > (LiteralHeader::maxSize - digit) / 10)
            return LiteralHeader::tooBig;
        size = size * 10 + digit;
    }
    return size;
}

} // namespace

std::optional<LiteralHeader> trailingLiteral(std::string_view line)
{
    if (!line.ends_with('}'))
        return {};
    line.remove_suffix(1);
    LiteralHeader header;
    header.sync = !line.ends_with('+');
    if (!header.sync)
        line.remove_suffix(1);
    std::size_t begin = line.size();
    while (begin > 0 && isDigit(line[begin - 1]))
        --begin;
    if (begin == line.size() || begin == 0 || line[begin - 1] != '{')
        return {};
    header.size = sizeFrom(line.substr(begin));
    header.binary = begin >= 2 && line[begin - 2] == '~';
    return header;
}

std::optional<LiteralHeader> takeLiteralHeader(std::string_view& text)
{
    if (!text.starts_with('{') && !text.starts_with("~{"))
        return {};
    const auto end = text.find("}\r\n");
    if (end == std::string_view::npos)
        return {};
    const auto header = trailingLiteral(text.substr(0, end + 1));
    // it must be the announcement that begins the text, not a later one
    const auto open = text.find('{');
    const auto digits = text.substr(open + 1, end - open - 1 - (header && !header->sync ? 1 : 0));
    if (!header || !std::ranges::all_of(digits, isDigit))
        return {};
    text.remove_prefix(end + 3);
    return header;
}

} // namespace postamt::imap::proto
