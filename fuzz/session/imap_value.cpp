#include "imap_value.h"

#include "base/utf8.h"
#include "require.h"

#include <algorithm>
#include <limits>

namespace postamt::fuzz {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// What an atom is made of, and flags, "\*", sets of numbers, "UTF8=ACCEPT" as well.
bool isAtomByte(char c)
{
    return c > ' ' && c < '\x7f' && std::string_view("(){%\"]").find(c) == std::string_view::npos;
}

bool isControl(char c)
{
    return (c >= '\0' && c < ' ') || c == '\x7f';
}

} // namespace

bool ImapValue::isNumber() const
{
    return kind == Kind::Atom && !text.empty() && text.size() <= 19
        && std::ranges::all_of(text, isDigit) && (text == "0" || text[0] != '0');
}

void ImapReader::require(bool holds, const char* property) const
{
    if (holds)
        return;
    const auto from = at_ < 300 ? 0 : at_ - 300;
    const auto before = std::string(text_.substr(from, at_ - from));
    fuzz::require(false, property, before + "<<HERE>>" + std::string(text_.substr(at_, 300)));
}

void ImapReader::take(std::string_view exactly)
{
    require(text_.substr(at_, exactly.size()) == exactly, "a response follows the grammar");
    at_ += exactly.size();
}

bool ImapReader::skip(std::string_view text)
{
    if (text_.substr(at_, text.size()) != text)
        return false;
    at_ += text.size();
    return true;
}

std::string_view ImapReader::atom()
{
    const auto from = at_;
    while (at_ < text_.size() && isAtomByte(text_[at_]))
        ++at_;
    require(at_ > from, "an atom has characters");
    return text_.substr(from, at_ - from);
}

/// ASTRING-CHARs but "+".
void ImapReader::tag()
{
    const auto from = at_;
    while (peek() != '+' && (isAtomByte(peek()) || peek() == ']'))
        ++at_;
    require(at_ > from, "a tag has characters");
}

std::size_t ImapReader::number()
{
    const auto from = at_;
    std::size_t value = 0;
    while (isDigit(peek())) {
        require(value < std::numeric_limits<std::size_t>::max() / 20, "a number is no larger");
        value = value * 10 + static_cast<std::size_t>(text_[at_++] - '0');
    }
    require(at_ > from, "there is a number");
    return value;
}

std::string_view ImapReader::literal()
{
    take("{");
    const auto size = number();
    take("}\r\n");
    require(size <= text_.size() - at_, "a literal has its bytes");
    const auto bytes = text_.substr(at_, size);
    at_ += size;
    return bytes;
}

std::string ImapReader::quoted()
{
    take("\"");
    std::string out;
    while (!skip("\"")) {
        const bool isEscaped = skip("\\");
        const char c = peek();
        require(!atEnd() && c != '\r' && c != '\n' && c != '\0', "a quoted string ends");
        require(!isEscaped || c == '"' || c == '\\', "only quotes and backslashes are escaped");
        out += c;
        ++at_;
    }
    const bool isAscii = std::ranges::none_of(out, [](char c) { return (c & 0x80) != 0; });
    eightBit_ = eightBit_ || !isAscii;
    require(isUtf8(out), "a quoted string is UTF-8");
    return out;
}

ImapValue ImapReader::plain()
{
    ImapValue out;
    if (peek() == '"') {
        out.kind = ImapValue::Kind::Quoted;
        out.text = quoted();
    } else if (text_.substr(at_, 2) == "~{") {
        take("~");
        out.kind = ImapValue::Kind::Literal8;
        out.text = literal();
    } else if (peek() == '{') {
        out.kind = ImapValue::Kind::Literal;
        out.text = literal();
        require(out.text.find('\0') == std::string::npos, "a literal has no NUL");
    } else {
        out.text = atom();
    }
    return out;
}

ImapValue ImapReader::value()
{
    // without recursion: parts may be nested deeply
    std::vector<ImapValue> open;
    for (;;) {
        if (skip("(")) {
            open.emplace_back().kind = ImapValue::Kind::List;
            if (peek() != ')')
                continue;
        }
        ImapValue next;
        if (!open.empty() && peek() == ')' && open.back().list.empty()) {
            take(")");
            next = std::move(open.back());
            open.pop_back();
        } else {
            next = plain();
        }
        for (;;) {
            if (open.empty())
                return next;
            open.back().list.push_back(std::move(next));
            if (!skip(")"))
                break;
            next = std::move(open.back());
            open.pop_back();
        }
        // adjacent bodies of a multipart have no blank between them (RFC 9051: 1*body)
        if (peek() != '(')
            take(" ");
    }
}

std::string_view ImapReader::line()
{
    const auto end = text_.find("\r\n", at_);
    require(end != std::string_view::npos && end > at_, "a line has a text and an end");
    const auto out = text_.substr(at_, end - at_);
    require(std::ranges::none_of(out, isControl), "a line has no control characters");
    eightBit_ = eightBit_ || std::ranges::any_of(out, [](char c) { return (c & 0x80) != 0; });
    at_ = end + 2;
    return out;
}

std::string ImapReader::itemName()
{
    const auto from = at_;
    while (at_ < text_.size() && isAtomByte(text_[at_]) && text_[at_] != '[')
        ++at_;
    if (skip("[")) {
        while (isAtomByte(peek()))
            ++at_;
        if (skip(" ")) {
            const auto fields = value();
            require(
                fields.kind == ImapValue::Kind::List && !fields.list.empty(), "there are fields"
            );
        }
        take("]");
        if (skip("<")) {
            number();
            take(">");
        }
    }
    return std::string(text_.substr(from, at_ - from));
}

} // namespace postamt::fuzz
