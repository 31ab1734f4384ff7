#include "pop/proto/reply.h"

#include "base/ascii.h"
#include "base/dot_writer.h"

#include <algorithm>

namespace postamt::pop::proto {

namespace {

// RFC 2449 section 4: 512 with status and CRLF
constexpr std::size_t maxLineOut = 510;

std::string printable(std::string_view text)
{
    std::string out(text);
    const auto isControl = [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; };
    std::ranges::replace_if(out, isControl, '?');
    return out;
}

} // namespace

std::string Reply::format() const
{
    std::string out = ok ? "+OK" : "-ERR";
    if (!code.empty())
        out += " [" + code + ']';
    if (!text.empty())
        out += ' ' + text;
    return printable(std::string_view(out).substr(0, maxLineOut)) + "\r\n";
}

std::optional<Reply> parseReply(std::string_view line)
{
    Reply out;
    const auto status = line.substr(0, line.find(' '));
    out.ok = equalsIgnoreCase(status, "+OK");
    if (!out.ok && !equalsIgnoreCase(status, "-ERR"))
        return std::nullopt;
    auto rest = line.substr(std::min(status.size() + 1, line.size()));
    const auto end = rest.find(']');
    if (rest.starts_with('[') && end != std::string_view::npos && end > 1) {
        out.code = printable(rest.substr(1, end - 1));
        rest.remove_prefix(end + 1);
        if (rest.starts_with(' '))
            rest.remove_prefix(1);
    }
    out.text = printable(rest);
    return out;
}

std::string formatLines(const Reply& reply, std::span<const std::string> lines)
{
    std::string out = reply.format();
    DotWriter writer('?');
    for (const auto& line : lines) {
        writer.write(printable(line), out);
        writer.write("\r\n", out);
    }
    writer.finish(out);
    return out;
}

Reply replyTo(LineFault fault)
{
    if (fault == LineFault::TooLong)
        return {false, {}, "The line is too long"};
    return {false, {}, "Lines must end with CRLF and hold no CR, LF or NUL"};
}

} // namespace postamt::pop::proto
