#include "transcript/match.h"

#include "base/ascii.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace postamt::transcript {

namespace {

constexpr auto npos = std::string_view::npos;

/// N if the line ends with {N}.
std::optional<std::size_t> literalSize(std::string_view line)
{
    if (!line.ends_with('}'))
        return std::nullopt;
    const auto open = line.rfind('{');
    if (open == npos)
        return std::nullopt;
    std::size_t size = 0;
    const auto* last = line.data() + line.size() - 1;
    const auto [end, error] = std::from_chars(line.data() + open + 1, last, size);
    if (error != std::errc() || end != last)
        return std::nullopt;
    return size;
}

/// The size of the first whole line in the bytes, without its CRLF, or nothing yet.
Result<std::optional<std::size_t>> lineSize(std::string_view bytes, Manners manners)
{
    std::size_t from = 0;
    for (;;) {
        const auto end = bytes.find_first_of("\r\n", from);
        if (end == npos || (bytes[end] == '\r' && end + 1 == bytes.size()))
            return std::optional<std::size_t>();
        if (bytes.substr(end, 2) != "\r\n")
            return bad("the server sent a bare CR or LF");
        const auto size
            = manners.hasLiterals ? literalSize(bytes.substr(from, end - from)) : std::nullopt;
        if (!size)
            return std::optional(end);
        if (bytes.size() - end - 2 < *size)
            return std::optional<std::size_t>();
        from = end + 2 + *size;
    }
}

/// What an unbound variable takes from the front of `rest`.
std::size_t reach(std::string_view rest, const Part* next)
{
    const std::string_view stops = next && next->kind != Part::Kind::End ? " " : " )]";
    std::size_t size = std::min(rest.find_first_of(stops), rest.size());
    if (next && (next->kind == Part::Kind::Text || next->kind == Part::Kind::Exact)) {
        const char stop = toLower(next->text.front());
        for (std::size_t i = 0; i < size; ++i) {
            if (toLower(rest[i]) == stop)
                return i;
        }
    }
    return size;
}

/// True if a variable that has this value matches the front of `rest`.
bool isValue(std::string_view rest, std::string_view value, const Part* next)
{
    return rest.starts_with(value) && (next || reach(rest, next) == value.size());
}

bool isUntagged(std::string_view line)
{
    return line.starts_with("* ");
}

bool isUntagged(const Parts& parts)
{
    return !parts.empty() && isUntagged(parts.front().text);
}

/// Goes along the lines as the expectations are met one after another.
class Comparison {
public:
    Comparison(std::deque<std::string> came, Variables bound)
        : lines(std::move(came)), variables(std::move(bound))
    {
    }

    Match::Kind free(const Parts& expected)
    {
        const auto end
            = std::ranges::find_if_not(lines, [](const auto& line) { return isUntagged(line); });
        if (isUntagged(expected)) {
            for (auto line = lines.begin(); line != end; ++line) {
                if (!matches(expected, *line, variables))
                    continue;
                lines.erase(line);
                return Match::Kind::Matched;
            }
            reason = "no such line came";
            return end == lines.end() ? Match::Kind::NeedMore : Match::Kind::Mismatch;
        }
        if (end == lines.end()) {
            reason = "no such line came";
            return Match::Kind::NeedMore;
        }
        if (end != lines.begin() && !skipping) {
            reason = "not expected: " + lines.front();
            return Match::Kind::Mismatch;
        }
        if (!matches(expected, *end, variables)) {
            reason = "came: " + *end;
            return Match::Kind::Mismatch;
        }
        lines.erase(lines.begin(), end + 1);
        skipping = false;
        return Match::Kind::Matched;
    }

    Match::Kind ordered(const Parts& expected)
    {
        while (!lines.empty()) {
            const bool matched = matches(expected, lines.front(), variables);
            if (!matched && !skipping) {
                reason = "came: " + lines.front();
                return Match::Kind::Mismatch;
            }
            lines.pop_front();
            if (matched) {
                skipping = false;
                return Match::Kind::Matched;
            }
        }
        reason = "no such line came";
        return Match::Kind::NeedMore;
    }

    std::deque<std::string> lines;
    Variables variables;
    bool skipping = false;
    std::string reason;
};

} // namespace

Result<> takeLines(std::string& bytes, std::deque<std::string>& lines, Manners manners)
{
    std::size_t taken = 0;
    for (;;) {
        const auto size = lineSize(std::string_view(bytes).substr(taken), manners);
        if (!size)
            return std::unexpected(size.error());
        if (!*size)
            break;
        lines.push_back(bytes.substr(taken, **size));
        taken += **size + 2;
    }
    bytes.erase(0, taken);
    return {};
}

bool matches(const Parts& expected, std::string_view line, Variables& variables)
{
    Variables bound = variables;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const Part& part = expected[i];
        if (part.kind == Part::Kind::End) {
            if (!line.empty())
                return false;
            continue;
        }
        std::size_t size = part.text.size();
        if (part.kind == Part::Kind::Variable) {
            const auto known = bound.find(part.text);
            const Part* next = i + 1 < expected.size() ? &expected[i + 1] : nullptr;
            size = known == bound.end() ? reach(line, next) : known->second.size();
            if (size == 0 || (known != bound.end() && !isValue(line, known->second, next)))
                return false;
            bound.emplace(part.text, line.substr(0, size));
        } else if (part.kind == Part::Kind::Exact ? !line.starts_with(part.text)
                                                  : !startsWithIgnoreCase(line, part.text)) {
            return false;
        }
        line.remove_prefix(size);
    }
    variables = std::move(bound);
    return true;
}

Match matchAll(
    const std::vector<Expectation>& expected,
    std::deque<std::string>& lines,
    Variables& variables,
    bool isFree
)
{
    Comparison comparison(lines, variables);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (expected[i].isSkip) {
            comparison.skipping = true;
            continue;
        }
        const auto kind
            = isFree ? comparison.free(expected[i].parts) : comparison.ordered(expected[i].parts);
        if (kind != Match::Kind::Matched)
            return {.kind = kind, .index = i, .reason = comparison.reason};
    }
    if (comparison.skipping)
        comparison.lines.clear();
    lines = std::move(comparison.lines);
    variables = std::move(comparison.variables);
    return {};
}

} // namespace postamt::transcript
