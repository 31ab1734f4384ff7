#include "pop/proto/command.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace postamt::pop::proto {

namespace {

using Outcome = std::expected<Command, Reply>;

/// Characters of a language range.
constexpr std::size_t maxRange = 100;

std::unexpected<Reply> refuse(std::string text, bool close = false)
{
    return std::unexpected(Reply{false, {}, std::move(text), close});
}

// A number of digits only; what is beyond 32 bits is the largest, and no message has that.
std::optional<std::uint32_t> number(std::string_view text)
{
    constexpr auto largest = std::numeric_limits<std::uint32_t>::max();
    if (text.empty() || !std::ranges::all_of(text, isDigit))
        return std::nullopt;
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() ? value : largest;
}

std::optional<MessageNumber> messageNumber(std::string_view text)
{
    const auto value = number(text);
    if (!value || *value == 0)
        return std::nullopt;
    return MessageNumber(*value);
}

template <class Alone>
Outcome parseAlone(std::string_view argument)
{
    if (!trimmed(argument).empty())
        return refuse("Expected no argument");
    return Alone{};
}

template <class Any>
Outcome parseAny(std::string_view)
{
    return Any{};
}

template <class One>
Outcome parseMessage(std::string_view argument)
{
    const auto message = messageNumber(trimmed(argument));
    if (!message)
        return refuse("Expected the number of a message");
    return One{*message};
}

template <class Maybe>
Outcome parseOptional(std::string_view argument)
{
    if (trimmed(argument).empty())
        return Maybe{};
    return parseMessage<Maybe>(argument);
}

// TOP msg n
Outcome parseTop(std::string_view argument)
{
    argument = trimmed(argument);
    const auto first = argument.substr(0, argument.find(' '));
    const auto message = messageNumber(first);
    const auto lines = number(trimmed(argument.substr(first.size())));
    if (!message || !lines)
        return refuse("Expected: TOP message lines");
    return Top{*message, *lines};
}

// A name or a password: whatever stands behind the one blank
template <class Text>
Outcome parseText(std::string_view argument)
{
    const auto isControl = [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; };
    if (argument.empty() || !isUtf8(argument) || std::ranges::any_of(argument, isControl))
        return refuse("Expected a text of UTF-8 without control characters");
    return Text{std::string(argument)};
}

// AUTH [mechanism [initial-response]]; Outlook sends "AUTH " to see the list
Outcome parseAuth(std::string_view argument)
{
    argument = trimmed(argument);
    const auto name = argument.substr(0, argument.find(' '));
    const auto isByte = [](char c) { return isAlpha(c) || isDigit(c) || c == '-' || c == '_'; };
    if (name.size() > 20 || !std::ranges::all_of(name, isByte))
        return refuse("Expected: AUTH mechanism [initial-response]");
    Auth out{uppered(name), std::nullopt};
    if (name.size() < argument.size()) {
        const auto initial = argument.substr(name.size() + 1);
        if (initial.empty() || initial.find(' ') != std::string_view::npos)
            return refuse("Expected: AUTH mechanism [initial-response]");
        out.initial = initial;
    }
    return out;
}

// LANG [language-range], the basic range of RFC 4647 section 2.1
Outcome parseLang(std::string_view argument)
{
    argument = trimmed(argument);
    const auto isByte = [](char c) { return isAlpha(c) || isDigit(c) || c == '-'; };
    if (argument.size() > maxRange || (argument != "*" && !std::ranges::all_of(argument, isByte)))
        return refuse("Expected: LANG [language]");
    return Lang{lowered(argument)};
}

Outcome refuseApop(std::string_view)
{
    return refuse("APOP is not supported: use AUTH, or USER and PASS");
}

// A browser or proxy that was made to talk to us: none of its lines may be taken for a command.
Outcome refuseHttp(std::string_view)
{
    return refuse("This is not an HTTP server", true);
}

struct Row {
    std::string_view verb;
    Outcome (*parse)(std::string_view argument);
};

constexpr std::array<Row, 20> table{
    {
     {"USER", parseText<User>},
     {"PASS", parseText<Pass>},
     {"AUTH", parseAuth},
     {"CAPA", parseAlone<Capa>},
     {"STLS", parseAlone<Stls>},
     {"UTF8", parseAlone<Utf8>},
     {"LANG", parseLang},
     {"STAT", parseAlone<Stat>},
     {"LIST", parseOptional<List>},
     {"UIDL", parseOptional<Uidl>},
     {"RETR", parseMessage<Retr>},
     {"DELE", parseMessage<Dele>},
     {"TOP", parseTop},
     {"NOOP", parseAny<Noop>},
     {"RSET", parseAlone<Rset>},
     {"QUIT", parseAlone<Quit>},
     {"APOP", refuseApop},
     {"GET", refuseHttp},
     {"POST", refuseHttp},
     {"CONNECT", refuseHttp},
     }
};

} // namespace

std::expected<Command, Reply> parseCommand(std::string_view line)
{
    const auto verb = line.substr(0, line.find(' '));
    const auto argument = line.substr(std::min(verb.size() + 1, line.size()));
    const auto* const row = std::ranges::find_if(table, [verb](const Row& candidate) {
        return equalsIgnoreCase(candidate.verb, verb);
    });
    if (row == table.end())
        return refuse("Command not recognised");
    return row->parse(argument);
}

} // namespace postamt::pop::proto
