#include "transcript/player.h"

#include "transcript/deflate_connection.h"

#include <fmt/format.h>

namespace postamt::transcript {

namespace {

constexpr std::size_t dialogueLines = 40;
constexpr std::size_t shownBytes = 300;
constexpr std::chrono::milliseconds silenceTime{20};

/// Bytes so that every one can be seen, and not too many.
std::string shown(std::string_view text)
{
    std::string out;
    for (const char c : text.substr(0, shownBytes)) {
        if (c == '\r')
            out += "\\r";
        else if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        else
            out += c;
    }
    if (text.size() > shownBytes)
        out += fmt::format("... ({} bytes)", text.size());
    return out;
}

bool isExpectation(const Step& step)
{
    return step.kind == Step::Kind::Expect || step.kind == Step::Kind::Skip;
}

} // namespace

std::string passwordOf(std::string_view account)
{
    return std::string(account) + "-password";
}

std::string addressOf(std::string_view account)
{
    return std::string(account) + "@example.test";
}

Player::Player(const Script& script, Stage& stage) : script_(script), stage_(stage) { }

Player::~Player() = default;

Result<> Player::play()
{
    const Result<> played = playSteps(script_.steps);
    if (!played)
        return played;
    for (auto& [number, line] : connections_) {
        if (line.isDropped)
            continue;
        const Result<> quiet = silence(line, std::chrono::milliseconds(0));
        if (!quiet)
            return bad(
                explain(0, fmt::format("at the end, connection {}: {}", number, quiet.error().text))
            );
    }
    return {};
}

Result<> Player::playSteps(const std::vector<Step>& steps)
{
    for (std::size_t at = 0; at < steps.size();) {
        const std::size_t first = at;
        const std::size_t number = steps[at].connection;
        Line* line = nullptr;
        if (number != 0) {
            const auto found = lineOf(number);
            if (!found)
                return bad(explain(steps[first].line, found.error().text));
            line = *found;
        }
        const Result<> played = playFrom(steps, at, line);
        if (!played)
            return bad(explain(steps[at].line, played.error().text));
    }
    return {};
}

/// Plays the step at `at` with those that belong to it, and moves on. On an error `at` is the step
/// that failed.
Result<> Player::playFrom(const std::vector<Step>& steps, std::size_t& at, Line* line)
{
    const Step& step = steps[at];
    if (step.kind == Step::Kind::StoreFails || step.kind == Step::Kind::StoreWorks)
        stage_.setStoreFails(step.kind == Step::Kind::StoreFails);
    else if (step.kind == Step::Kind::Advance)
        stage_.advanceClock(std::chrono::seconds(step.seconds));
    else if (step.kind == Step::Kind::Operate) {
        const Result<> done = operate(step);
        if (!done)
            return done;
    } else if (step.kind == Step::Kind::Send)
        return send(steps, at, *line);
    else if (isExpectation(step))
        return expect(steps, at, *line);
    else {
        const Result<> done = verb(step, *line);
        if (!done)
            return done;
    }
    ++at;
    return {};
}

Result<> Player::operate(const Step& step)
{
    const auto arguments = speech_.bytes(step.parts, variables_);
    if (!arguments)
        return std::unexpected(arguments.error());
    note(0, "operator", step.verb + " " + *arguments);
    const auto answer = stage_.operate(step.verb, *arguments);
    if (!answer)
        return std::unexpected(answer.error());
    if (!step.binds.empty())
        variables_[step.binds] = *answer;
    return {};
}

/// Lines of one client that follow each other are sent at once.
Result<> Player::send(const std::vector<Step>& steps, std::size_t& at, Line& line)
{
    if (!line.lines.empty())
        return bad("not expected: " + shown(line.lines.front()));
    const std::size_t connection = steps[at].connection;
    std::string all;
    speech_.setBindings(line.connection->bindings());
    for (; at < steps.size(); ++at) {
        if (steps[at].kind != Step::Kind::Send || steps[at].connection != connection)
            break;
        const auto bytes = speech_.bytes(steps[at].parts, variables_);
        if (!bytes)
            return std::unexpected(bytes.error());
        note(connection, "C", *bytes);
        all += *bytes;
    }
    --at;
    const Result<> sent = line.connection->send(all);
    if (!sent)
        return sent;
    line.connection->poll(line.bytes, std::chrono::milliseconds(0));
    const Result<> done = cut(line);
    if (!done)
        return done;
    ++at;
    return {};
}

Result<> Player::expect(const std::vector<Step>& steps, std::size_t& at, Line& line)
{
    std::vector<Expectation> expected;
    const std::size_t first = at;
    while (at < steps.size() && isExpectation(steps[at])
           && steps[at].connection == steps[first].connection) {
        expected.push_back({steps[at].kind == Step::Kind::Skip, steps[at].parts});
        ++at;
    }
    const bool isFree = line.service->manners.isFree && !script_.isOrdered;
    for (;;) {
        const Match match = matchAll(expected, line.lines, variables_, isFree);
        if (match.kind == Match::Kind::Matched)
            break;
        if (match.kind == Match::Kind::NeedMore && line.connection->receive(line.bytes)) {
            const Result<> done = cut(line);
            if (done)
                continue;
            at = first + match.index;
            return done;
        }
        at = first + match.index;
        return bad(shown(match.reason));
    }
    line.isSkipping = expected.back().isSkip;
    return {};
}

Result<> Player::verb(const Step& step, Line& line)
{
    switch (step.kind) {
    case Step::Kind::Silence:
        return silence(line, silenceTime);
    case Step::Kind::Close:
        line.isDropped = true;
        line.connection->close();
        return {};
    case Step::Kind::Closed:
        return closed(line);
    case Step::Kind::Tls:
        return line.connection->startTls();
    case Step::Kind::Deflate:
        line.connection = std::make_unique<DeflateConnection>(std::move(line.connection));
        return {};
    case Step::Kind::TimeOut: {
        const Result<> done = line.connection->timeOut();
        line.connection->poll(line.bytes, std::chrono::milliseconds(0));
        return done ? cut(line) : done;
    }
    default:
        return internal("not a verb");
    }
}

Result<> Player::silence(Line& line, std::chrono::milliseconds time)
{
    line.connection->poll(line.bytes, time);
    const Result<> done = cut(line);
    if (!done)
        return done;
    if (!line.lines.empty())
        return bad("not expected: " + shown(line.lines.front()));
    if (!line.bytes.empty())
        return bad("not expected: " + shown(line.bytes));
    return {};
}

Result<> Player::closed(Line& line)
{
    while (line.connection->receive(line.bytes)) {
        const Result<> done = cut(line);
        if (!done)
            return done;
    }
    if (line.isSkipping)
        line.lines.clear();
    if (!line.connection->isClosed())
        return bad("the server has not closed the connection");
    return silence(line, std::chrono::milliseconds(0));
}

Result<Player::Line*> Player::lineOf(std::size_t connection)
{
    const auto found = connections_.find(connection);
    if (found != connections_.end())
        return &found->second;
    const std::string& name = script_.serviceOf(connection);
    Line line;
    line.service = findService(name);
    if (!line.service)
        return bad("there is no service " + name);
    auto opened = stage_.open(approach(connection));
    if (!opened)
        return std::unexpected(opened.error());
    line.connection = std::move(*opened);
    Line& kept = connections_.emplace(connection, std::move(line)).first->second;
    const Result<> prepared = prepare(kept, connection);
    if (!prepared)
        return std::unexpected(prepared.error());
    return &kept;
}

Approach Player::approach(std::size_t connection) const
{
    Approach out{.service = script_.serviceOf(connection), .isSecure = script_.isSecure};
    if (const auto& name = script_.certificateOf(connection); name != Script::nobody)
        out.certificate = name.contains('@') ? name : addressOf(name);
    return out;
}

/// Brings a fresh connection to the state in which the transcript wants it.
Result<> Player::prepare(Line& line, std::size_t connection)
{
    const State state = script_.state.value_or(line.service->standard);
    Result<> done;
    if (state >= State::Greeted)
        done = prelude(line.service->greet, connection);
    if (done && state >= State::Authenticated)
        done = prelude(line.service->logIn, connection);
    if (done && state >= State::Selected)
        done = prelude(line.service->select, connection);
    return done;
}

Result<> Player::prelude(std::string_view text, std::size_t connection)
{
    if (text.empty())
        return bad("the service has no such state");
    auto script = parseScript(text, script_.serviceOf(connection));
    if (!script)
        return std::unexpected(script.error());
    for (Step& step : script->steps)
        step.connection = connection;
    Variables own{
        {"user",     addressOf(script_.accountOf(connection)) },
        {"password", passwordOf(script_.accountOf(connection))},
    };
    std::swap(variables_, own);
    const Result<> played = playSteps(script->steps);
    std::swap(variables_, own);
    if (!played)
        return bad(
            "connection " + std::to_string(connection)
            + " cannot be prepared: " + played.error().text
        );
    return {};
}

/// Makes lines of the bytes that have come.
Result<> Player::cut(Line& line)
{
    const std::size_t known = line.lines.size();
    const Result<> done = takeLines(line.bytes, line.lines, line.service->manners);
    std::size_t number = 0;
    for (const auto& [key, value] : connections_) {
        if (&value == &line)
            number = key;
    }
    for (std::size_t i = known; i < line.lines.size(); ++i)
        note(number, "S", line.lines[i]);
    if (!done)
        return bad(done.error().text + ": " + shown(line.bytes));
    return {};
}

std::string Player::explain(std::size_t line, const std::string& text) const
{
    if (text.contains("\n"))
        return text; // of a prelude
    std::string out = line == 0 ? text : fmt::format("line {}: {}", line, text);
    out += "\n";
    for (const auto& spoken : dialogue_)
        out += "    " + spoken + "\n";
    return out;
}

void Player::note(std::size_t connection, std::string_view mark, std::string_view text)
{
    dialogue_.push_back(fmt::format("{} {}: {}", connection, mark, shown(text)));
    if (dialogue_.size() > dialogueLines)
        dialogue_.pop_front();
}

} // namespace postamt::transcript
