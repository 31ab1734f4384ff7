#include "smtp/proto/ehlo.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace postamt::smtp::proto {

namespace {

struct Flag {
    std::string_view keyword;
    bool Extensions::* member;
};

constexpr std::array<Flag, 6> flags{
    {
     {"PIPELINING", &Extensions::pipelining},
     {"8BITMIME", &Extensions::eightBitMime},
     {"SMTPUTF8", &Extensions::smtpUtf8},
     {"ENHANCEDSTATUSCODES", &Extensions::enhancedStatusCodes},
     {"CHUNKING", &Extensions::chunking},
     {"STARTTLS", &Extensions::startTls},
     }
};

std::string_view takeWord(std::string_view& text)
{
    text = trimmed(text);
    const auto word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    return word;
}

void addMechanisms(std::string_view text, Extensions& out)
{
    for (auto word = takeWord(text); !word.empty(); word = takeWord(text)) {
        auto name = uppered(word);
        if (std::ranges::find(out.auth, name) == out.auth.end())
            out.auth.push_back(std::move(name));
    }
}

void parseKeyword(std::string_view line, Extensions& out)
{
    const auto keyword = takeWord(line);
    for (const auto& flag : flags) {
        if (equalsIgnoreCase(keyword, flag.keyword))
            out.*flag.member = true;
    }
    if (equalsIgnoreCase(keyword, "SIZE")) {
        const auto number = takeWord(line);
        out.sizeKnown = true;
        std::from_chars(number.data(), number.data() + number.size(), out.sizeLimit);
    } else if (equalsIgnoreCase(keyword, "AUTH")) {
        addMechanisms(line, out);
    } else if (startsWithIgnoreCase(keyword, "AUTH=")) {
        addMechanisms(keyword.substr(5), out);
        addMechanisms(line, out);
    }
}

} // namespace

Reply formatEhlo(std::string_view hostName, const Extensions& extensions)
{
    Reply reply{250, std::nullopt, std::string(hostName) + " at your service"};
    for (const auto& flag : flags) {
        if (extensions.*flag.member)
            reply.text += '\n' + std::string(flag.keyword);
    }
    if (extensions.sizeKnown) {
        reply.text += "\nSIZE";
        if (extensions.sizeLimit > 0)
            reply.text += ' ' + std::to_string(extensions.sizeLimit);
    }
    if (!extensions.auth.empty()) {
        reply.text += "\nAUTH";
        for (const auto& mechanism : extensions.auth)
            reply.text += ' ' + mechanism;
    }
    return reply;
}

Extensions parseEhlo(const Reply& reply)
{
    Extensions out;
    std::string_view rest = reply.text;
    auto end = rest.find('\n');
    while (end != std::string_view::npos) {
        rest.remove_prefix(end + 1);
        end = rest.find('\n');
        parseKeyword(rest.substr(0, end), out);
    }
    return out;
}

} // namespace postamt::smtp::proto
