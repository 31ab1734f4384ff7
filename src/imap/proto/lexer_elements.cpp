// The elements of the grammar (RFC 9051 section 9); structure and errors are in lexer.cpp.
#include "base/ascii.h"
#include "base/utf8.h"
#include "imap/proto/lexer.h"
#include "imap/proto/mailbox_name.h"

#include <algorithm>
#include <array>

namespace postamt::imap::proto {

namespace {

constexpr std::size_t maxWord = 32;
constexpr std::array<std::string_view, 6> systemFlags{
    "\\Answered", "\\Deleted", "\\Draft", "\\Flagged", "\\Recent", "\\Seen"
};

bool mayBeQuoted(char c, Dialect dialect)
{
    return isIn(CharClass::Quoted, c) || (dialect.utf8 && static_cast<unsigned char>(c) >= 0x80);
}

struct QuotedEnd {
    std::size_t size; // with both quotes
    std::string_view fault; // what was expected, or empty
};

// Unescapes a text that begins with a quote.
QuotedEnd readQuoted(std::string_view text, Dialect dialect, std::string& out)
{
    for (std::size_t at = 1; at < text.size(); ++at) {
        char c = text[at];
        if (c == '"')
            return {at + 1, isUtf8(out) ? "" : "expected UTF-8 in a quoted string"};
        if (c == '\\') {
            const auto next = text.substr(at + 1, 1);
            if (next != "\"" && next != "\\")
                return {0, R"(expected \" or \\ after a backslash in a quoted string)"};
            c = text[++at];
        } else if (!mayBeQuoted(c, dialect)) {
            return {0, "expected 7-bit text without NUL in a quoted string"};
        }
        out += c;
    }
    return {0, "expected a closing quote at the end of a quoted string"};
}

bool hasNul(std::string_view text)
{
    return text.find('\0') != std::string_view::npos;
}

} // namespace

std::optional<std::string_view> canonicalSystemFlag(std::string_view flag)
{
    const auto* const found
        = std::ranges::find_if(systemFlags, [flag](auto f) { return equalsIgnoreCase(f, flag); });
    return found == systemFlags.end() ? std::nullopt : std::optional(*found);
}

// elements

std::string_view Lexer::run(CharClass charClass, std::string_view what)
{
    if (!begin(what))
        return {};
    const auto text = leading(charClass, rest_);
    if (text.empty())
        expected(what);
    else
        took(what, text.size());
    return text;
}

std::string_view Lexer::tag()
{
    return run(CharClass::Tag, "a tag");
}

std::string_view Lexer::atom(std::string_view what)
{
    return run(CharClass::Atom, what);
}

std::string_view Lexer::word(std::string_view what)
{
    const auto text = run(CharClass::Word, what);
    if (text.size() <= maxWord)
        return text;
    expected(what);
    return {};
}

std::string Lexer::stringOr(CharClass charClass, std::string_view what)
{
    const char next = peek();
    if (next == '"' || next == '{')
        return string(what);
    return std::string(run(charClass, what));
}

std::string Lexer::astring(std::string_view what)
{
    return stringOr(CharClass::Astring, what);
}

std::string Lexer::string(std::string_view what)
{
    return peek() == '{' ? literal(what) : quoted(what);
}

std::optional<std::string> Lexer::nstring(std::string_view what)
{
    if (present("NIL"))
        return {};
    return string(what);
}

// RFC 9051 section 4.3. What is no quoted string says why, since the reason is hard to see.
std::string Lexer::quoted(std::string_view what)
{
    if (!begin(what))
        return {};
    if (!rest_.starts_with('"')) {
        expected(what);
        return {};
    }
    std::string out;
    const auto [size, fault] = readQuoted(rest_, dialect_, out);
    if (!fault.empty()) {
        fail(Error{Fault::Bad, std::string(fault), {}});
        return {};
    }
    took(what, size);
    return out;
}

std::string Lexer::literal(std::string_view what)
{
    return literalBytes(what, false);
}

std::string Lexer::literal8(std::string_view what)
{
    return literalBytes(what, true);
}

std::string Lexer::literalBytes(std::string_view what, bool isBinary)
{
    auto rest = rest_;
    const auto header = literalHeader(what);
    if (!ok())
        return {};
    const auto bytes = rest_.substr(0, header.size);
    std::string_view fault;
    if (bytes.size() < header.size)
        fault = "expected a whole literal";
    else if (isBinary && !header.binary)
        fault = "expected a literal8 (~{size})";
    else if (!isBinary && (header.binary || hasNul(bytes)))
        fault = "expected a literal without NUL";
    if (!fault.empty()) {
        rest_ = rest;
        fail(Error{Fault::Bad, std::string(fault), {}});
        return {};
    }
    std::string out(bytes);
    took(what, out.size());
    return out;
}

LiteralHeader Lexer::literalHeader(std::string_view what)
{
    if (!begin(what))
        return {};
    const auto header = takeLiteralHeader(rest_);
    if (header)
        before_ = what;
    else
        expected(what);
    return header.value_or(LiteralHeader{});
}

std::uint64_t Lexer::number64(std::string_view what)
{
    if (!begin(what))
        return 0;
    constexpr auto greatest = LiteralHeader::maxSize;
    std::uint64_t value = 0;
    std::size_t size = 0;
    for (; size < rest_.size() && isDigit(rest_[size]); ++size) {
        const auto digit = static_cast<std::uint64_t>(rest_[size] - '0');
        if (value > (greatest - digit) / 10) {
            expected("a smaller number");
            return 0;
        }
        value = value * 10 + digit;
    }
    if (size == 0)
        expected(what);
    else
        took(what, size);
    return value;
}

std::uint32_t Lexer::number(std::string_view what)
{
    const auto value = number64(what);
    if (value <= UINT32_MAX)
        return static_cast<std::uint32_t>(value);
    fail(Error{Fault::Bad, "expected a number below 2^32", {}});
    return 0;
}

std::uint32_t Lexer::nzNumber(std::string_view what)
{
    const auto value = number(what);
    if (value == 0)
        fail(Error{Fault::Bad, "expected a number above zero", {}});
    return value;
}

std::string Lexer::decodedMailbox(const std::string& encoded, std::string_view what)
{
    if (!ok())
        return {};
    if (dialect_.utf8) {
        if (isUtf8(encoded))
            return canonicalMailboxName(encoded);
        fail(Error{Fault::Bad, "expected " + std::string(what) + " in UTF-8", {}});
        return {};
    }
    if (const auto decoded = decodeModifiedUtf7(encoded))
        return canonicalMailboxName(*decoded);
    fail(Error{
        Fault::Bad,
        "expected " + std::string(what) + " in modified UTF-7 (an ampersand is written &-)",
        {}
    });
    return {};
}

std::string Lexer::mailbox(std::string_view what)
{
    auto name = decodedMailbox(astring(what), what);
    // Of several none is: no mailbox has such a name, and it must not become another such name.
    if (name.size() > 1 && name.ends_with(hierarchySeparator)
        && name[name.size() - 2] != hierarchySeparator)
        name.pop_back();
    return name;
}

std::string Lexer::listMailbox(std::string_view what)
{
    return decodedMailbox(stringOr(CharClass::List, what), what);
}

SequenceSet Lexer::sequenceSet(std::string_view what)
{
    const auto before = before_;
    const auto text = run(CharClass::Set, what);
    if (text.empty())
        return {};
    auto set = parseSequenceSet(text);
    if (!set) {
        before_ = before;
        expected(what);
    }
    return set.value_or(SequenceSet{});
}

Date Lexer::date(std::string_view what)
{
    const bool isQuoted = peek() == '"';
    const auto before = before_;
    const auto date = parseDate(isQuoted ? quoted(what) : std::string(atom(what)));
    if (!date && ok()) {
        before_ = before;
        expected(what);
    }
    return date.value_or(Date{});
}

DateTime Lexer::dateTime(std::string_view what)
{
    const auto before = before_;
    const auto moment = parseDateTime(quoted(what));
    if (!moment && ok()) {
        before_ = before;
        expected(what);
    }
    return moment.value_or(DateTime{});
}

std::string Lexer::flag()
{
    constexpr std::string_view what = "a flag";
    if (peek() != '\\')
        return std::string(atom(what));
    const auto name = leading(CharClass::Atom, rest_.substr(1));
    const auto canonical = canonicalSystemFlag(rest_.substr(0, name.size() + 1));
    if (!begin(what))
        return {};
    if (canonical)
        took(what, canonical->size());
    else
        fail(Error{
            Fault::Bad,
            R"(expected a flag: \Seen, \Answered, \Flagged, \Deleted, \Draft or a keyword)",
            {}
        });
    return std::string(canonical.value_or(""));
}

std::vector<std::string> Lexer::flagList(std::string_view what)
{
    std::vector<std::string> flags;
    open(what);
    if (presentClose())
        return flags;
    do
        flags.push_back(flag());
    while (more());
    return flags;
}

} // namespace postamt::imap::proto
