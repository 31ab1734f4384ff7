#include "line_streams.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "require.h"

#include <algorithm>
#include <string>

namespace postamt::fuzz {

namespace {

/// Takes a line off the front, without its CRLF.
std::string_view takeLine(std::string_view& text, const char* property)
{
    const auto all = text;
    const auto end = text.find("\r\n");
    require(end != std::string_view::npos, property, all);
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 2);
    return line;
}

bool hasControls(std::string_view line)
{
    return std::ranges::any_of(line, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; });
}

/// The verb of a line as POP3 has it, in upper case; with a "+" behind it if there is an argument.
std::string verbOf(std::string_view line)
{
    line = line.substr(0, line.find_first_of("\r\n"));
    const auto blank = line.find(' ');
    std::string verb(line.substr(0, blank));
    std::ranges::transform(verb, verb.begin(), toUpper);
    if (blank != std::string_view::npos
        && line.find_first_not_of(' ', blank) != std::string_view::npos)
        verb += '+';
    return verb;
}

bool hasLines(std::string_view verb)
{
    return verb == "AUTH" || verb == "CAPA" || verb == "LANG" || verb == "LIST" || verb == "UIDL" || verb == "RETR+" || verb == "TOP+";
}

/// Who made too many mistakes gets two lines, and no more after them.
bool isGoodbye(std::string_view rest)
{
    return rest == "-ERR Too many mistakes\r\n";
}

void checkPopAnswer(std::string_view heard, std::string_view said)
{
    const auto all = said;
    const auto first = takeLine(said, "an answer ends with CRLF");
    const bool isPositive = first.starts_with("+OK");
    require(
        isPositive || first.starts_with("-ERR") || first == "+" || first.starts_with("+ "),
        "an answer is +OK, -ERR or a challenge",
        all
    );
    require(!hasControls(first) && first.size() <= 510, "an answer is one clean line", all);
    if (said.empty()) {
        require(!isPositive || !hasLines(verbOf(heard)), "an answer with lines has its end", all);
        return;
    }
    if (!isPositive && isGoodbye(said))
        return;
    require(isPositive && hasLines(verbOf(heard)), "one line gets one answer", all);
    for (;;) {
        const auto line = takeLine(said, "an answer of lines ends with a dot");
        require(
            line.find_first_of(std::string_view("\r\n\0", 3)) == line.npos, "lines are clean", all
        );
        if (line == ".")
            break;
        require(!line.starts_with('.') || line.starts_with(".."), "a leading dot is doubled", all);
    }
    require(said.empty(), "nothing follows the dot", all);
}

} // namespace

void checkSmtpStream(std::string_view said)
{
    const auto all = said;
    std::string_view code; // of the reply under way, if it goes on
    while (!said.empty()) {
        const auto line = takeLine(said, "a reply ends with CRLF");
        const bool isReply = line.size() >= 4 && line[0] >= '2' && line[0] <= '5'
            && isDigit(line[1]) && isDigit(line[2]) && (line[3] == ' ' || line[3] == '-');
        require(
            isReply && line.size() <= 510 && !hasControls(line), "a line is one of a reply", all
        );
        require(isUtf8(line), "a reply is UTF-8", all);
        require(code.empty() || line.substr(0, 3) == code, "a reply has one code", all);
        code = line[3] == '-' ? line.substr(0, 3) : std::string_view();
    }
    require(code.empty(), "a reply has its last line", all);
}

void checkPopStream(const std::vector<Said>& saids)
{
    std::string line; // begun in a segment before
    // the first is the greeting, with the answers to the preamble
    for (std::size_t i = 1; i < saids.size(); ++i) {
        const auto& [heard, said] = saids[i];
        line += heard;
        if (!said.empty())
            checkPopAnswer(line, said);
        if (line.ends_with('\n') || !said.empty())
            line.clear();
    }
}

} // namespace postamt::fuzz
