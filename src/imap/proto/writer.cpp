#include "imap/proto/writer.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "imap/proto/char_class.h"
#include "imap/proto/mailbox_name.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace postamt::imap::proto {

namespace {

// Longer texts go as literals: some clients have small buffers for quoted strings.
constexpr std::size_t maxQuoted = 1000;

} // namespace

Writer& Writer::number(std::uint64_t value)
{
    std::array<char, 20> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    out_.append(digits.data(), end);
    return *this;
}

bool Writer::isQuotable(std::string_view text) const
{
    if (text.size() > maxQuoted || text.find_first_of("\r\n") != std::string_view::npos)
        return false;
    return isAscii(text) || (dialect_.utf8 && isUtf8(text));
}

Writer& Writer::string(std::string_view text)
{
    const bool quoted = isQuotable(text);
    if (quoted)
        out_ += '"';
    else
        literalHeader(text.size());
    for (const char c : text) {
        if (quoted && (c == '"' || c == '\\'))
            out_ += '\\';
        out_ += c == '\0' ? '?' : c;
    }
    if (quoted)
        out_ += '"';
    return *this;
}

Writer& Writer::astring(std::string_view text)
{
    if (isAll(CharClass::Astring, text) && !equalsIgnoreCase(text, "NIL"))
        return raw(text);
    return string(text);
}

Writer& Writer::nstring(std::optional<std::string_view> text)
{
    return text ? string(*text) : raw("NIL");
}

Writer& Writer::mailbox(std::string_view utf8)
{
    return dialect_.utf8 ? astring(utf8) : astring(encodeModifiedUtf7(utf8));
}

Writer& Writer::literalHeader(std::uint64_t size)
{
    return raw('{').number(size).raw("}\r\n");
}

Writer& Writer::literal8Header(std::uint64_t size)
{
    return raw('~').literalHeader(size);
}

Writer& Writer::dateTime(DateTime moment)
{
    formatDateTime(out_, moment);
    return *this;
}

Writer& Writer::numbers(const NumberSet& set)
{
    formatNumbers(out_, set);
    return *this;
}

} // namespace postamt::imap::proto
