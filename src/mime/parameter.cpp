#include "mime/parameter.h"

#include "base/ascii.h"
#include "base/encoding.h"
#include "mime/encoded_word.h"
#include "mime/header.h"
#include "text/charset.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <tuple>

namespace postamt::mime {

namespace {

constexpr bool isWhite(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0';
}

/// attribute-char of RFC 2231 section 7.
constexpr bool isAttributeChar(char c)
{
    return c > ' ' && c < 0x7f && !std::string_view("*'%()<>@,;:\\\"/[]?=").contains(c);
}

void appendPercent(std::string& out, char c)
{
    out += '%' + uppered(hexEncode(std::string_view(&c, 1)));
}

/// A parameter as written, before continuations are joined.
struct Segment {
    std::string base; ///< the name before the first '*'
    std::uint32_t number = 0;
    bool isNumbered = false;
    bool isExtended = false;
    std::string value;
    std::size_t order = 0;
};

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) { }

    std::string mainValue()
    {
        std::string out;
        skipWhite();
        while (!atEnd() && text_[at_] != ';') {
            const char c = text_[at_];
            if (c == '(') {
                skipComment();
            } else if (isWhite(c)) {
                skipWhite();
                // "text/plain charset=utf-8": someone forgot the semicolon.
                if (!atEnd() && !out.empty() && out.back() != '/'
                    && !std::string_view(";/(").contains(text_[at_]))
                    break;
            } else {
                if (c != '"')
                    out += toLower(c);
                ++at_;
            }
        }
        return out;
    }

    bool nextSegment(Segment& segment)
    {
        while (!atEnd() && (text_[at_] == ';' || isWhite(text_[at_]) || text_[at_] == '('))
            text_[at_] == '(' ? skipComment() : void(++at_);
        if (atEnd())
            return false;
        const std::size_t begin = at_;
        while (!atEnd() && text_[at_] != '=' && text_[at_] != ';')
            ++at_;
        setName(segment, trimmed(text_.substr(begin, at_ - begin)));
        segment.value.clear();
        if (!atEnd() && text_[at_] == '=') {
            ++at_;
            skipWhite();
            segment.value = !atEnd() && text_[at_] == '"' ? quoted() : bare();
        }
        return true;
    }

private:
    bool atEnd() const { return at_ >= text_.size(); }

    void skipWhite()
    {
        while (!atEnd() && isWhite(text_[at_]))
            ++at_;
    }

    /// A comment that is not closed is a character like others, and so are all that follow.
    void skipComment()
    {
        int depth = 0;
        for (std::size_t i = at_; i < text_.size() && !brokenComments_; ++i) {
            if (text_[i] == '\\')
                ++i;
            else if (text_[i] == '(')
                ++depth;
            else if (text_[i] == ')' && --depth == 0) {
                at_ = i + 1;
                return;
            }
        }
        brokenComments_ = true;
        ++at_;
    }

    std::string quoted()
    {
        std::string out;
        for (++at_; !atEnd() && text_[at_] != '"'; ++at_) {
            if (text_[at_] == '\\' && at_ + 1 < text_.size())
                ++at_;
            out += text_[at_];
        }
        while (!atEnd() && text_[at_] != ';')
            ++at_;
        return unfolded(out);
    }

    std::string bare()
    {
        const std::size_t begin = at_;
        while (!atEnd() && text_[at_] != ';' && text_[at_] != '(')
            ++at_;
        std::string out = unfolded(text_.substr(begin, at_ - begin));
        if (!atEnd() && text_[at_] == '(')
            skipComment();
        return out;
    }

    static void setName(Segment& segment, std::string_view name)
    {
        const std::size_t star = std::min(name.find('*'), name.size());
        segment.base = lowered(name.substr(0, star));
        std::string_view rest = name.substr(star);
        segment.number = 0;
        segment.isNumbered = rest.size() > 1 && isDigit(rest[1]);
        if (segment.isNumbered) {
            std::size_t i = 1;
            for (; i < rest.size() && isDigit(rest[i]); ++i)
                segment.number = std::min(
                    segment.number * 10 + static_cast<std::uint32_t>(rest[i] - '0'), 1'000'000U
                );
            rest.remove_prefix(i);
        }
        segment.isExtended = rest == "*";
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool brokenComments_ = false;
};

/// The segments of one name that count from 0, joined. `segments` has at least one.
Parameter
joined(std::vector<Segment>::const_iterator first, std::vector<Segment>::const_iterator end)
{
    std::uint32_t expected = 0;
    auto last = first;
    bool isExtended = false;
    for (; last != end && last->number == expected; ++last, ++expected)
        isExtended |= last->isExtended;
    const bool beginsExtended = first->isExtended;
    Parameter out{first->base + (isExtended ? "*" : ""), {}};
    for (; first != last; ++first) {
        // A plain segment among extended ones (RFC 2231 section 4.1) is encoded to match them.
        for (const char c : first->value) {
            if (isExtended && !first->isExtended && !isAttributeChar(c))
                appendPercent(out.value, c);
            else
                out.value += c;
        }
    }
    if (isExtended && !beginsExtended)
        out.value.insert(0, "''");
    return out;
}

/// A parameter and where its first segment was written.
using Placed = std::pair<std::size_t, Parameter>;

/// Segments of one parameter, numbered, in order. Of those with the same number the first written
/// counts.
std::optional<Placed>
continued(std::vector<Segment>::const_iterator first, std::vector<Segment>::const_iterator end)
{
    if (first->number != 0)
        return std::nullopt;
    std::vector<Segment> unique;
    std::ranges::unique_copy(first, end, std::back_inserter(unique), {}, &Segment::number);
    return Placed(first->order, joined(unique.cbegin(), unique.cend()));
}

std::vector<Placed> grouped(std::vector<Segment> segments)
{
    const auto key = [](const Segment& s) {
        return std::tuple(
            std::string_view(s.base), s.isNumbered, !s.isNumbered && s.isExtended, s.number, s.order
        );
    };
    std::ranges::sort(segments, {}, key);
    std::vector<Placed> found;
    for (auto i = segments.cbegin(); i != segments.cend();) {
        const auto isSame = [&](const Segment& s) {
            return s.base == i->base && s.isNumbered == i->isNumbered
                && (s.isNumbered || s.isExtended == i->isExtended);
        };
        const auto end = std::find_if_not(i, segments.cend(), isSame);
        if (!i->isNumbered)
            found.emplace_back(i->order, Parameter{i->base + (i->isExtended ? "*" : ""), i->value});
        else if (auto parameter = continued(i, end))
            found.push_back(std::move(*parameter));
        i = end;
    }
    return found;
}

} // namespace

ParameterizedValue parseParameterized(std::string_view raw)
{
    Parser parser(raw);
    ParameterizedValue out;
    out.value = parser.mainValue();
    std::vector<Segment> segments;
    Segment segment;
    while (segments.size() < ParameterizedValue::maxParameters && parser.nextSegment(segment)) {
        if (segment.base.empty())
            continue;
        segment.order = segments.size();
        segments.push_back(segment);
    }
    auto found = grouped(std::move(segments));
    std::ranges::sort(found, {}, [](const auto& entry) { return entry.first; });
    for (auto& [order, parameter] : found) {
        if (std::ranges::find(out.parameters, parameter.name, &Parameter::name)
            == out.parameters.end())
            out.parameters.push_back(std::move(parameter));
    }
    return out;
}

std::string_view parameterValue(const std::vector<Parameter>& parameters, std::string_view name)
{
    const auto found = std::ranges::find(parameters, name, &Parameter::name);
    return found == parameters.end() ? std::string_view() : std::string_view(found->value);
}

std::string parameterText(const std::vector<Parameter>& parameters, std::string_view name)
{
    const std::string_view extended = parameterValue(parameters, std::string(name) + '*');
    if (extended.empty())
        return decodeWords(parameterValue(parameters, name));
    const std::size_t first = extended.find('\'');
    const std::size_t second
        = first == std::string_view::npos ? first : extended.find('\'', first + 1);
    const std::string_view charset
        = second == std::string_view::npos ? std::string_view() : extended.substr(0, first);
    const std::string_view text
        = second == std::string_view::npos ? extended : extended.substr(second + 1);
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = text[i] == '%' ? hexDecode(text.substr(i + 1, 2)) : std::nullopt;
        if (byte && byte->size() == 1) {
            bytes += *byte;
            i += 2;
        } else {
            bytes += text[i];
        }
    }
    return text::toUtf8(bytes, charset);
}

std::string extendedValue(std::string_view utf8)
{
    std::string out = "utf-8''";
    for (const char c : utf8) {
        if (isAttributeChar(c))
            out += c;
        else
            appendPercent(out, c);
    }
    return out;
}

} // namespace postamt::mime
