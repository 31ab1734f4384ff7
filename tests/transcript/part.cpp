#include "transcript/part.h"

#include "base/ascii.h"
#include "base/encoding.h"

#include <charconv>

namespace postamt::transcript {

namespace {

bool isNameStart(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isNameChar(char c)
{
    return isAlpha(c) || isDigit(c) || c == '_';
}

/// Walks along the text of one line.
class Reader {
public:
    Reader(std::string_view text, Side side) : rest_(text), side_(side) { }

    Result<Parts> parts()
    {
        while (!rest_.empty()) {
            const Result<> taken = rest_.front() == '$' ? dollar() : text();
            if (!taken)
                return std::unexpected(taken.error());
        }
        return std::move(parts_);
    }

private:
    Result<> text()
    {
        const auto size = std::min(rest_.find('$'), rest_.size());
        append(rest_.substr(0, size));
        rest_.remove_prefix(size);
        return {};
    }

    Result<> dollar()
    {
        rest_.remove_prefix(1);
        if (rest_.empty() && side_ == Side::Server) {
            parts_.push_back({.kind = Part::Kind::End, .text = {}, .arguments = {}});
            return {};
        }
        if (rest_.starts_with('$'))
            rest_.remove_prefix(1);
        else if (!rest_.empty() && isNameStart(rest_.front()))
            return named();
        append("$");
        return {};
    }

    Result<> named()
    {
        std::size_t size = 1;
        while (size < rest_.size() && isNameChar(rest_[size]))
            ++size;
        Part part{
            .kind = Part::Kind::Variable,
            .text = std::string(rest_.substr(0, size)),
            .arguments = {}
        };
        rest_.remove_prefix(size);
        if (side_ == Side::Client && rest_.starts_with('(')) {
            const auto end = rest_.find(')');
            if (end == std::string_view::npos)
                return bad("$" + part.text + "( is not closed");
            part.kind = Part::Kind::Call;
            part.arguments = splitArguments(rest_.substr(1, end - 1));
            rest_.remove_prefix(end + 1);
        }
        parts_.push_back(std::move(part));
        return {};
    }

    static std::vector<std::string> splitArguments(std::string_view text)
    {
        std::vector<std::string> out;
        for (;;) {
            const auto comma = std::min(text.find(','), text.size());
            out.emplace_back(trimmed(text.substr(0, comma)));
            if (comma == text.size())
                return out;
            text.remove_prefix(comma + 1);
        }
    }

    void append(std::string_view text)
    {
        if (parts_.empty() || parts_.back().kind != Part::Kind::Text)
            parts_.push_back({.kind = Part::Kind::Text, .text = {}, .arguments = {}});
        parts_.back().text += text;
    }

    std::string_view rest_;
    Side side_;
    Parts parts_;
};

/// One character behind a backslash; takes it from the text.
Result<char> takeEscape(std::string_view& text)
{
    if (text.empty())
        return bad("nothing stands behind the backslash");
    const char c = text.front();
    text.remove_prefix(1);
    switch (c) {
    case 'r':
        return '\r';
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case '0':
        return '\0';
    case '\\':
    case '"':
        return c;
    case 'x':
        if (const auto byte = hexDecode(text.substr(0, 2)); byte && byte->size() == 1) {
            text.remove_prefix(2);
            return byte->front();
        }
        return bad("two hexadecimal digits must stand behind \\x");
    default:
        return bad(std::string("there is no escape \\") + c);
    }
}

/// A string in quotes.
Result<std::string> takeQuoted(std::string_view& text)
{
    if (!text.starts_with('"'))
        return bad("a string in quotes is expected");
    text.remove_prefix(1);
    std::string out;
    while (!text.empty()) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c == '"')
            return out;
        if (c != '\\') {
            out += c;
            continue;
        }
        const auto escaped = takeEscape(text);
        if (!escaped)
            return std::unexpected(escaped.error());
        out += *escaped;
    }
    return bad("the quote is not closed");
}

/// `*N`, or 1 if there is none.
Result<std::size_t> takeCount(std::string_view& text)
{
    if (!text.starts_with('*'))
        return std::size_t{1};
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), count);
    if (error != std::errc() || count > 100'000'000)
        return bad("a count must stand behind *");
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return count;
}

} // namespace

Result<Parts> parseParts(std::string_view text, Side side)
{
    return Reader(text, side).parts();
}

Result<std::string> parseBytes(std::string_view text)
{
    std::string out;
    text = trimmed(text);
    do {
        const auto piece = takeQuoted(text);
        if (!piece)
            return std::unexpected(piece.error());
        const auto count = takeCount(text);
        if (!count)
            return std::unexpected(count.error());
        out.reserve(out.size() + piece->size() * *count);
        for (std::size_t i = 0; i < *count; ++i)
            out += *piece;
        text = trimmed(text);
    } while (!text.empty());
    return out;
}

Result<std::string> unescape(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c != '\\') {
            out += c;
            continue;
        }
        const auto escaped = takeEscape(text);
        if (!escaped)
            return std::unexpected(escaped.error());
        out += *escaped;
    }
    return out;
}

} // namespace postamt::transcript
