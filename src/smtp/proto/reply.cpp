#include "smtp/proto/reply.h"

#include "base/ascii.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace postamt::smtp::proto {

namespace {

// RFC 5321 section 4.5.3.1.5: 512 with code and CRLF
constexpr std::size_t maxLineOut = 510;

std::string printable(std::string_view text)
{
    std::string out(text);
    std::ranges::replace_if(out, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; }, '?');
    return out;
}

// A number of one to three digits in front of `end`, taken with it; the end of the text counts as
// blank.
std::optional<int> takeNumber(std::string_view& text, char end)
{
    int value = 0;
    const auto limit = std::min<std::size_t>(text.size(), 3);
    const auto [stop, error] = std::from_chars(text.data(), text.data() + limit, value);
    const auto used = static_cast<std::size_t>(stop - text.data());
    if (error != std::errc() || !isDigit(text[0])
        || (used == text.size() ? end != ' ' : text[used] != end))
        return std::nullopt;
    text.remove_prefix(std::min(used + 1, text.size()));
    return value;
}

// Takes "5.1.1 " from the front of a line, if it stands there.
std::optional<EnhancedCode> takeEnhanced(std::string_view& text, int category)
{
    auto rest = text;
    const auto first = takeNumber(rest, '.');
    const auto subject = first ? takeNumber(rest, '.') : std::nullopt;
    const auto detail = subject ? takeNumber(rest, ' ') : std::nullopt;
    if (!detail || *first != category)
        return std::nullopt;
    text = rest;
    return EnhancedCode{*first, *subject, *detail};
}

} // namespace

std::string EnhancedCode::format() const
{
    return std::to_string(category) + '.' + std::to_string(subject) + '.' + std::to_string(detail);
}

std::string Reply::format() const
{
    const std::string status = std::to_string(code);
    const std::string prefix = enhanced ? enhanced->format() + ' ' : std::string();
    const std::size_t room = maxLineOut - status.size() - 1 - prefix.size();
    std::string out;
    std::string_view rest = text;
    while (true) {
        const auto length = std::min({rest.find('\n'), rest.size(), room});
        const bool ended = length == rest.size();
        out += status + (ended ? ' ' : '-') + prefix + printable(rest.substr(0, length)) + "\r\n";
        if (ended)
            return out;
        rest.remove_prefix(rest[length] == '\n' ? length + 1 : length);
    }
}

ReplyParser::ReplyParser() : lines_(maxReplyLine) { }

void ReplyParser::feed(std::string_view bytes)
{
    buffer_.erase(0, std::exchange(taken_, 0));
    buffer_ += bytes;
}

Result<std::optional<Reply>> ReplyParser::next()
{
    auto input = std::string_view(buffer_).substr(taken_);
    while (!broken_) {
        const auto line = lines_.next(input);
        taken_ = buffer_.size() - input.size();
        // A line without end is not waited for: one byte of it may be the CR of its end.
        if (!line && lines_.pending() <= maxReplyLine + 1)
            return std::nullopt;
        if (!line) {
            broken_ = true;
            break;
        }
        const auto last = line->fault == LineFault::None ? addLine(line->text) : bad("malformed");
        if (!last) {
            broken_ = true;
        } else if (*last) {
            count_ = 0;
            return std::exchange(reply_, {});
        }
    }
    return bad("the server's reply is malformed");
}

// Reply-line = *( Reply-code "-" [ textstring ] CRLF ) Reply-code [ SP textstring ] CRLF
Result<bool> ReplyParser::addLine(std::string_view line)
{
    if (line.size() < 3 || !std::ranges::all_of(line.substr(0, 3), isDigit)
        || ++count_ > maxReplyLines)
        return bad("malformed");
    const int code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    const bool more = line.size() > 3 && line[3] == '-';
    if (code < 200 || code > 599 || (line.size() > 3 && !more && line[3] != ' '))
        return bad("malformed");
    if (count_ > 1 && code != reply_.code)
        return bad("malformed");
    auto text = line.substr(std::min<std::size_t>(line.size(), 4));
    auto shorter = text;
    const auto enhanced
        = code >= 300 && code < 400 ? std::nullopt : takeEnhanced(shorter, code / 100);
    if (count_ == 1)
        reply_.enhanced = enhanced;
    if (enhanced && enhanced == reply_.enhanced)
        text = shorter;
    reply_.code = code;
    reply_.text += (count_ > 1 ? "\n" : "") + printable(text);
    return !more;
}

void ReplyParser::discard()
{
    *this = ReplyParser();
}

} // namespace postamt::smtp::proto
