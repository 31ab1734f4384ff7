#include "transcript/script.h"

#include "base/ascii.h"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace postamt::transcript {

namespace {

std::vector<std::string> words(std::string_view text)
{
    std::istringstream stream{std::string(text)};
    std::vector<std::string> out;
    for (std::string word; stream >> word;)
        out.push_back(word);
    return out;
}

std::optional<std::int64_t> parseNumber(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

const std::string& atOrLast(const std::vector<std::string>& list, std::size_t connection)
{
    return list[std::min(connection, list.size()) - 1];
}

/// Reads a transcript line by line.
class Reader {
public:
    Reader(std::string_view text, std::string_view service) : rest_(text)
    {
        script_.services = {std::string(service)};
        script_.accounts = {"alice"};
        script_.certificates = {std::string(Script::nobody)};
    }

    Result<Script> script()
    {
        while (const auto line = nextLine()) {
            const auto text = *line;
            if (trimmed(text).empty() || text.starts_with('#'))
                continue;
            const Result<> read = isDigit(text.front()) ? step(text) : other(text);
            if (!read)
                return bad("line " + std::to_string(number_) + ": " + read.error().text);
        }
        const Result<> checked = check();
        if (!checked)
            return std::unexpected(checked.error());
        return std::move(script_);
    }

private:
    std::optional<std::string_view> nextLine()
    {
        if (rest_.empty())
            return std::nullopt;
        const auto end = std::min(rest_.find('\n'), rest_.size());
        auto line = rest_.substr(0, end);
        rest_.remove_prefix(std::min(end + 1, rest_.size()));
        ++number_;
        return line;
    }

    /// A header, or a step that concerns no connection.
    Result<> other(std::string_view line)
    {
        if (line == "store fails")
            return add(Step::Kind::StoreFails);
        if (line == "store works")
            return add(Step::Kind::StoreWorks);
        if (line.starts_with("clock +")) {
            const auto seconds = parseNumber(line.substr(7));
            if (!seconds)
                return bad("seconds are expected behind clock +");
            add(Step::Kind::Advance);
            script_.steps.back().seconds = *seconds;
            return {};
        }
        if (line.starts_with("operator "))
            return operate(line.substr(9));
        const auto colon = line.find(':');
        if (colon == std::string_view::npos)
            return bad("neither a header nor a step");
        if (!script_.steps.empty())
            return bad("headers stand before the first step");
        return header(line.substr(0, colon), trimmed(line.substr(colon + 1)));
    }

    /// `VERB: ARGUMENTS`, or `$name = VERB: ARGUMENTS`.
    Result<> operate(std::string_view text)
    {
        std::string binds;
        if (text.starts_with('$')) {
            const auto equals = text.find(" = ");
            if (equals == std::string_view::npos)
                return bad("expected $name = VERB: ARGUMENTS");
            binds = text.substr(1, equals - 1);
            text.remove_prefix(equals + 3);
        }
        const auto colon = text.find(':');
        if (colon == std::string_view::npos)
            return bad("expected operator VERB: ARGUMENTS");
        auto parts = parseParts(trimmed(text.substr(colon + 1)), Side::Client);
        if (!parts)
            return std::unexpected(parts.error());
        add(Step::Kind::Operate);
        auto& step = script_.steps.back();
        step.verb = text.substr(0, colon);
        step.binds = std::move(binds);
        step.parts = std::move(*parts);
        return {};
    }

    Result<> header(std::string_view key, std::string_view value)
    {
        if (key == "mail")
            return list(script_.mail, value);
        if (key == "service")
            return list(script_.services, value);
        if (key == "accounts")
            return list(script_.accounts, value);
        if (key == "certificates")
            return list(script_.certificates, value);
        if (key == "connections") {
            const auto count = parseNumber(value);
            if (!count || *count < 1 || *count > 9)
                return bad("1 to 9 connections");
            script_.connections = static_cast<std::size_t>(*count);
            return {};
        }
        if (key == "set") {
            const auto space = std::min(value.find(' '), value.size());
            script_.settings.emplace_back(value.substr(0, space), trimmed(value.substr(space)));
            return {};
        }
        if (key == "state")
            return state(value);
        if (key == "tls")
            return choice(value, "yes", "no", script_.isSecure);
        if (key == "order")
            return choice(value, "strict", "free", script_.isOrdered);
        return bad("there is no header " + std::string(key));
    }

    static Result<> list(std::vector<std::string>& out, std::string_view value)
    {
        out = words(value);
        if (out.empty())
            return bad("a value is expected");
        return {};
    }

    static Result<>
    choice(std::string_view value, std::string_view yes, std::string_view no, bool& out)
    {
        if (value != yes && value != no)
            return bad(std::string(yes) + " or " + std::string(no) + " is expected");
        out = value == yes;
        return {};
    }

    Result<> state(std::string_view value)
    {
        if (value == "connected")
            script_.state = State::Connected;
        else if (value == "greeted")
            script_.state = State::Greeted;
        else if (value == "authenticated")
            script_.state = State::Authenticated;
        else if (value == "selected")
            script_.state = State::Selected;
        else
            return bad("connected, greeted, authenticated or selected is expected");
        return {};
    }

    /// `N verb` or `N C: text`.
    Result<> step(std::string_view line)
    {
        const auto space = line.find(' ');
        const auto number = parseNumber(line.substr(0, space));
        if (space == std::string_view::npos || !number || *number < 1)
            return bad("the number of a connection and a blank are expected");
        connection_ = static_cast<std::size_t>(*number);
        if (connection_ > script_.connections)
            return bad("there are only " + std::to_string(script_.connections) + " connections");
        line.remove_prefix(space + 1);
        const auto mark = line.substr(0, 2);
        if (mark == "C:" || mark == "S:" || mark == "C=" || mark == "S=") {
            if (line.size() > 2 && line[2] != ' ')
                return bad("a blank is expected behind " + std::string(mark));
            const auto text = line.substr(std::min<std::size_t>(3, line.size()));
            const Side side = mark[0] == 'C' ? Side::Client : Side::Server;
            return mark[1] == ':' ? spoken(text, side) : bytes(text, side);
        }
        return verb(line);
    }

    Result<> verb(std::string_view word)
    {
        if (word == "!")
            return add(Step::Kind::Silence);
        if (word == "close")
            return add(Step::Kind::Close);
        if (word == "closed")
            return add(Step::Kind::Closed);
        if (word == "tls")
            return add(Step::Kind::Tls);
        if (word == "deflate")
            return add(Step::Kind::Deflate);
        if (word == "timeout")
            return add(Step::Kind::TimeOut);
        return bad("C:, C=, S:, S=, !, close, closed, tls, deflate or timeout is expected");
    }

    Result<> bytes(std::string_view text, Side side)
    {
        auto parsed = parseBytes(text);
        if (!parsed)
            return std::unexpected(parsed.error());
        add(side == Side::Client ? Step::Kind::Send : Step::Kind::Expect);
        Parts& parts = script_.steps.back().parts;
        parts.push_back(exact(std::move(*parsed)));
        if (side == Side::Server)
            parts.push_back({.kind = Part::Kind::End, .text = {}, .arguments = {}});
        return {};
    }

    Result<> spoken(std::string_view text, Side side)
    {
        if (side == Side::Server && text == "...")
            return add(Step::Kind::Skip);
        add(side == Side::Client ? Step::Kind::Send : Step::Kind::Expect);
        for (;;) {
            const bool cut = text.ends_with("{{{-");
            const bool literal = cut || text.ends_with("{{{");
            const auto before = literal ? text.substr(0, text.rfind("{{{")) : text;
            auto parts = parseParts(before, side);
            if (!parts)
                return std::unexpected(parts.error());
            append(*parts);
            if (!literal)
                break;
            auto rest = literalBlock(side, cut);
            if (!rest)
                return std::unexpected(rest.error());
            text = *rest;
        }
        if (side == Side::Client)
            append({exact("\r\n")});
        return {};
    }

    /// The lines up to `}}}`, as a literal of IMAP. Answers what stands behind the `}}}`.
    Result<std::string_view> literalBlock(Side side, bool cut)
    {
        std::string body;
        while (const auto line = nextLine()) {
            if (!line->starts_with("}}}")) {
                body += *line;
                body += "\r\n";
                continue;
            }
            if (cut && !body.empty())
                body.resize(body.size() - 2);
            const char* plus = side == Side::Client ? "+" : "";
            append({exact("{" + std::to_string(body.size()) + plus + "}\r\n" + body)});
            return line->substr(3);
        }
        return bad("{{{ is not closed by }}}");
    }

    static Part exact(std::string text)
    {
        return {.kind = Part::Kind::Exact, .text = std::move(text), .arguments = {}};
    }

    Result<> add(Step::Kind kind)
    {
        Step step;
        step.kind = kind;
        step.line = number_;
        const bool isCommon = kind == Step::Kind::StoreFails || kind == Step::Kind::StoreWorks
            || kind == Step::Kind::Advance || kind == Step::Kind::Operate;
        step.connection = isCommon ? 0 : connection_;
        script_.steps.push_back(std::move(step));
        return {};
    }

    void append(const Parts& parts)
    {
        Parts& all = script_.steps.back().parts;
        all.insert(all.end(), parts.begin(), parts.end());
    }

    /// A transcript that shows nothing must not pass, and `...` at the end would skip what has not
    /// come yet.
    Result<> check() const
    {
        const auto isClaim = [](const Step& step) {
            return step.kind == Step::Kind::Expect || step.kind == Step::Kind::Silence
                || step.kind == Step::Kind::Closed;
        };
        if (std::ranges::none_of(script_.steps, isClaim))
            return bad("the transcript expects nothing");
        for (std::size_t i = 0; i < script_.steps.size(); ++i) {
            if (script_.steps[i].kind != Step::Kind::Skip)
                continue;
            const bool goesOn = i + 1 < script_.steps.size()
                && script_.steps[i + 1].connection == script_.steps[i].connection
                && (script_.steps[i + 1].kind == Step::Kind::Expect
                    || script_.steps[i + 1].kind == Step::Kind::Closed);
            if (!goesOn) {
                return bad(
                    "line " + std::to_string(script_.steps[i].line)
                    + ": an expected line of the same connection must follow ..."
                );
            }
        }
        return {};
    }

    std::string_view rest_;
    std::size_t number_ = 0;
    std::size_t connection_ = 0;
    Script script_;
};

} // namespace

bool Script::has(Step::Kind kind) const
{
    return std::ranges::any_of(steps, [kind](const Step& step) { return step.kind == kind; });
}

const std::string& Script::serviceOf(std::size_t connection) const
{
    return atOrLast(services, connection);
}

const std::string& Script::accountOf(std::size_t connection) const
{
    return atOrLast(accounts, connection);
}

const std::string& Script::certificateOf(std::size_t connection) const
{
    return atOrLast(certificates, connection);
}

Result<Script> parseScript(std::string_view text, std::string_view service)
{
    return Reader(text, service).script();
}

} // namespace postamt::transcript
