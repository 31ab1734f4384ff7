#include "smtp/proto/command.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "smtp/proto/parameters.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace postamt::smtp::proto {

namespace {

using Outcome = std::expected<Command, Reply>;

std::unexpected<Reply> refuse(int code, EnhancedCode enhanced, std::string text, bool close = false)
{
    return std::unexpected(Reply{code, enhanced, std::move(text), close});
}

std::unexpected<Reply> expected(std::string_view form)
{
    return refuse(501, {5, 5, 4}, "Expected: " + std::string(form));
}

bool isControl(char c)
{
    return (c >= 0 && c < 0x20) || c == 0x7f;
}

template <Hello::Verb verb>
Outcome parseHello(std::string_view argument, CommandRules)
{
    if (argument.empty() || argument.size() > maxDomain
        || argument.find(' ') != std::string_view::npos || std::ranges::any_of(argument, isControl))
        return expected("the name of your host, one word");
    return Hello{verb, std::string(argument)};
}

// Behind "FROM:" or "TO:" the path; the reply for what is wrong with it. `detail`: 5.1.x of RFC
// 3463.
std::expected<ParsedPath, Reply>
parsePath(std::string_view& argument, std::string_view keyword, CommandRules rules, int detail)
{
    const EnhancedCode enhanced{5, 1, detail};
    if (!startsWithIgnoreCase(argument, keyword))
        return expected(std::string(keyword) + "<address>");
    argument.remove_prefix(keyword.size());
    if (rules.blankAfterColon)
        argument.remove_prefix(std::min(argument.find_first_not_of(' '), argument.size()));
    const auto path = takePath(argument);
    if (!path && path.error() == PathFault::TooLong)
        return refuse(501, enhanced, "The address is too long");
    if (!path && path.error() == PathFault::BadDomain)
        return refuse(501, enhanced, "The domain of the address is not a valid name");
    if (!path || (!argument.empty() && argument.front() != ' '))
        return refuse(501, enhanced, "Expected: " + std::string(keyword) + "<local-part@domain>");
    return *path;
}

std::unexpected<Reply> refuseUtf8()
{
    return refuse(553, {5, 6, 7}, "An address beyond ASCII needs SMTPUTF8");
}

// MAIL FROM:<path> [SP parameters]
Outcome parseMail(std::string_view argument, CommandRules rules)
{
    const auto path = parsePath(argument, "FROM:", rules, 7);
    if (!path)
        return std::unexpected(path.error());
    Mail mail;
    mail.sender = path->mailbox;
    if (const auto read = parseMailParameters(argument, mail); !read)
        return std::unexpected(read.error());
    if (mail.sender && mail.sender->isPostmaster())
        return refuse(501, {5, 1, 7}, "The sender needs a domain");
    if (path->beyondAscii && !mail.smtpUtf8)
        return refuseUtf8();
    return mail;
}

// RCPT TO:<path> [SP parameters]
Outcome parseRcpt(std::string_view argument, CommandRules rules)
{
    const auto path = parsePath(argument, "TO:", rules, 3);
    if (!path)
        return std::unexpected(path.error());
    if (const auto read = parseRcptParameters(argument); !read)
        return std::unexpected(read.error());
    if (!path->mailbox)
        return refuse(501, {5, 1, 3}, "The recipient must not be empty");
    if (path->beyondAscii && !rules.smtpUtf8)
        return refuseUtf8();
    return Rcpt{*path->mailbox};
}

// BDAT SP chunk-size [SP "LAST"]. Without the size nobody knows where the next command begins:
// close.
Outcome parseBdat(std::string_view argument, CommandRules)
{
    Bdat out;
    const auto number = argument.substr(0, argument.find(' '));
    const auto [end, error]
        = std::from_chars(number.data(), number.data() + number.size(), out.size);
    const auto rest = trimmed(argument.substr(number.size()));
    out.last = equalsIgnoreCase(rest, "LAST");
    if (error != std::errc() || end != number.data() + number.size()
        || (!rest.empty() && !out.last))
        return refuse(501, {5, 5, 4}, "Expected: BDAT size [LAST]", true);
    return out;
}

Outcome parseVrfy(std::string_view argument, CommandRules rules)
{
    if (argument.empty() || !isUtf8(argument) || std::ranges::any_of(argument, isControl))
        return expected("VRFY name");
    if (!isAscii(argument) && !rules.smtpUtf8)
        return refuseUtf8();
    return Vrfy{std::string(argument)};
}

// RFC 4954 section 4: AUTH mechanism [initial-response]; sasl-mech = 1*20 upper-alpha, digit, "-",
// "_"
Outcome parseAuth(std::string_view argument, CommandRules)
{
    const auto name = argument.substr(0, argument.find(' '));
    const auto isByte = [](char c) { return isAlpha(c) || isDigit(c) || c == '-' || c == '_'; };
    if (name.empty() || name.size() > 20 || !std::ranges::all_of(name, isByte))
        return expected("AUTH mechanism [initial-response]");
    Auth out{uppered(name), std::nullopt};
    if (name.size() < argument.size()) {
        const auto initial = argument.substr(name.size() + 1);
        if (initial.empty() || initial.find(' ') != std::string_view::npos)
            return expected("AUTH mechanism [initial-response]");
        out.initial = initial;
    }
    return out;
}

template <class Alone>
Outcome parseAlone(std::string_view argument, CommandRules)
{
    if (!argument.empty())
        return expected("no argument");
    return Alone{};
}

template <class Any>
Outcome parseAny(std::string_view, CommandRules)
{
    return Any{};
}

Outcome refuseVerb(std::string_view, CommandRules)
{
    return refuse(502, {5, 5, 1}, "Command not implemented");
}

// A browser or proxy that was made to talk to us: none of its lines may be taken for a command.
Outcome refuseHttp(std::string_view, CommandRules)
{
    return refuse(500, {5, 5, 1}, "This is not an HTTP server", true);
}

struct Row {
    std::string_view verb;
    Outcome (*parse)(std::string_view argument, CommandRules rules);
};

constexpr std::array<Row, 23> table{
    {
     {"HELO", parseHello<Hello::Verb::Helo>},
     {"EHLO", parseHello<Hello::Verb::Ehlo>},
     {"LHLO", parseHello<Hello::Verb::Lhlo>},
     {"MAIL", parseMail},
     {"RCPT", parseRcpt},
     {"DATA", parseAlone<Data>},
     {"BDAT", parseBdat},
     {"RSET", parseAlone<Rset>},
     {"NOOP", parseAny<Noop>},
     {"QUIT", parseAlone<Quit>},
     {"VRFY", parseVrfy},
     {"HELP", parseAny<Help>},
     {"AUTH", parseAuth},
     {"STARTTLS", parseAlone<StartTls>},
     {"EXPN", refuseVerb},
     {"ETRN", refuseVerb},
     {"TURN", refuseVerb},
     {"SEND", refuseVerb},
     {"SOML", refuseVerb},
     {"SAML", refuseVerb},
     {"GET", refuseHttp},
     {"POST", refuseHttp},
     {"CONNECT", refuseHttp},
     }
};

} // namespace

std::expected<Command, Reply> parseCommand(std::string_view line, CommandRules rules)
{
    // RFC 5321 section 4.1.1: trailing blanks are to be tolerated
    line = line.substr(0, line.find_last_not_of(' ') + 1);
    const auto verb = line.substr(0, line.find(' '));
    const auto argument = line.substr(std::min(verb.size() + 1, line.size()));
    const auto* const row = std::ranges::find_if(table, [verb](const Row& candidate) {
        return equalsIgnoreCase(candidate.verb, verb);
    });
    if (row == table.end())
        return refuse(500, {5, 5, 1}, "Command not recognised");
    return row->parse(argument, rules);
}

Reply replyTo(LineFault fault)
{
    if (fault == LineFault::TooLong)
        return {
            500, EnhancedCode{5, 5, 6},
             "The line is too long"
        };
    return {
        500, EnhancedCode{5, 5, 2},
         "Lines must end with CRLF and hold no CR, LF or NUL"
    };
}

Reply replyTo(BodyFault fault)
{
    if (fault == BodyFault::TooBig)
        return {
            552, EnhancedCode{5, 3, 4},
             "The message is too big"
        };
    if (fault == BodyFault::Nul)
        return {
            550, EnhancedCode{5, 6, 0},
             "The message holds a NUL"
        };
    return {
        550, EnhancedCode{5, 6, 0},
         "The message holds a bare CR or LF; lines must end with CRLF"
    };
}

} // namespace postamt::smtp::proto
