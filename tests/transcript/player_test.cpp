#include "transcript/player.h"

#include <gtest/gtest.h>

#include <functional>

namespace postamt::transcript {

namespace {

/// Answers each line by a function; "QUIT" closes.
class FakeConnection final : public Connection {
public:
    using Answer = std::function<std::string(std::string_view line)>;

    FakeConnection(std::string greeting, Answer answer)
        : pending_(std::move(greeting)), answer_(std::move(answer))
    {
    }

    Result<> send(std::string_view bytes) override
    {
        input_ += bytes;
        for (auto end = input_.find("\r\n"); end != std::string::npos; end = input_.find("\r\n")) {
            pending_ += answer_(input_.substr(0, end));
            closed_ = closed_ || input_.starts_with("QUIT");
            input_.erase(0, end + 2);
        }
        return {};
    }

    bool receive(std::string& out) override
    {
        poll(out, {});
        return std::exchange(arrived_, false);
    }

    void poll(std::string& out, std::chrono::milliseconds) override
    {
        arrived_ = !pending_.empty();
        out += std::exchange(pending_, {});
    }

    void close() override { closed_ = true; }

    bool isClosed() override { return closed_; }

    Result<> startTls() override { return bad("no TLS"); }

    Result<> timeOut() override
    {
        pending_ += "-ERR timeout\r\n";
        return {};
    }

private:
    std::string input_;
    std::string pending_;
    Answer answer_;
    bool closed_ = false;
    bool arrived_ = false;
};

class FakeStage final : public Stage {
public:
    FakeConnection::Answer answer;
    std::string greeting = "+OK\r\n";
    bool fails = false;
    std::chrono::seconds time{0};

    Result<std::unique_ptr<Connection>> open(const Approach&) override
    {
        return std::make_unique<FakeConnection>(greeting, answer);
    }

    void setStoreFails(bool value) override { fails = value; }

    Result<std::string> operate(const std::string& verb, std::string_view arguments) override
    {
        if (verb != "account set")
            return bad("no such verb");
        return "<" + std::string(arguments) + ">";
    }

    void advanceClock(std::chrono::seconds by) override { time += by; }
};

std::string echo(std::string_view line)
{
    return "+OK " + std::string(line) + "\r\n";
}

/// The error of a transcript of connections that are greeted, or nothing.
std::string play(
    std::string_view text,
    FakeConnection::Answer answer = echo,
    std::string_view service = "pop",
    std::string greeting = "+OK\r\n"
)
{
    const auto script
        = parseScript("state: greeted\nconnections: 2\n" + std::string(text), service);
    if (!script)
        return "script: " + script.error().text;
    FakeStage stage;
    stage.answer = std::move(answer);
    stage.greeting = std::move(greeting);
    Player player(*script, stage);
    const auto played = player.play();
    return played ? "" : played.error().text;
}

/// The same without the dialogue.
std::string failure(std::string_view text, FakeConnection::Answer answer = echo)
{
    const auto all = play(text, std::move(answer));
    return all.substr(0, all.find('\n'));
}

} // namespace

TEST(Player, PlaysWhatIsRight)
{
    EXPECT_EQ(play("1 C: a\n1 S: +OK a\n"), "");
    EXPECT_EQ(play("1 C: a\n1 C: b\n1 S: ...\n1 S: +OK b\n"), "");
    EXPECT_EQ(play("1 C: x1\n1 S: +OK $v$\n2 C: $v\n2 S: +OK $v\n1 !\n"), "");
    EXPECT_EQ(play("1 C: QUIT\n1 S: ...\n1 closed\n2 C: a\n2 S: +OK\n2 close\n"), "");
    EXPECT_EQ(play("1 C= \"a\\r\\nb\"\n1 C= \"\\r\\n\"\n1 S: +OK a\n1 S: +OK b\n"), "");
    EXPECT_EQ(play("1 timeout\n1 S: -ERR timeout\n"), "");
}

TEST(Player, FindsWhatIsWrong)
{
    EXPECT_EQ(failure("1 C: a\n1 S: +OK b\n"), "line 4: came: +OK a");
    EXPECT_EQ(failure("1 C: a\n1 S: +OK a\n1 S: +OK b\n"), "line 5: no such line came");
    EXPECT_EQ(
        failure("1 C: a\n1 C: b\n1 S: +OK a\n1 C: c\n1 S: ...\n1 S: +OK c\n"),
        "line 6: not expected: +OK b"
    );
    EXPECT_EQ(
        failure("1 C: a\n1 C: b\n1 S: +OK a\n"), "at the end, connection 1: not expected: +OK b"
    );
    EXPECT_EQ(failure("1 C: a\n1 !\n"), "line 4: not expected: +OK a");
    EXPECT_EQ(
        failure("1 C: a\n1 S: +OK a\n1 closed\n"),
        "line 5: the server has not closed the connection"
    );
    EXPECT_EQ(failure("1 C: QUIT\n1 closed\n"), "line 4: not expected: +OK QUIT");
    EXPECT_EQ(failure("1 C: $v\n1 S: +OK\n"), "line 3: $v is not bound");
    EXPECT_EQ(failure("1 tls\n1 S: +OK\n"), "line 3: no TLS");
    EXPECT_EQ(failure("1 C: a\n1 C: b\n1 S: +OK $v$\n1 S: +OK $v$\n"), "line 6: came: +OK b");
}

TEST(Player, FindsBrokenLines)
{
    const auto broken = [](std::string_view) { return std::string("+OK\n"); };
    EXPECT_EQ(
        failure("1 C: a\n1 S: +OK\n", broken), "line 3: the server sent a bare CR or LF: +OK\\n"
    );
    const auto half = [](std::string_view) { return std::string("+OK\r\n+O"); };
    EXPECT_EQ(failure("1 C: a\n1 S: +OK\n", half), "at the end, connection 1: not expected: +O");
}

TEST(Player, ShowsTheDialogue)
{
    EXPECT_EQ(
        play("1 C= \"a\\x01\\r\\n\"\n1 S: +OK b\n"),
        "line 4: came: +OK a\\x01\n    1 S: +OK\n    1 C: a\\x01\\r\\n\n    1 S: +OK a\\x01\n"
    );
}

TEST(Player, PreparesConnections)
{
    std::vector<std::string> said;
    const auto listen = [&said](std::string_view line) {
        said.emplace_back(line);
        return echo(line);
    };
    const std::string text = "state: authenticated\naccounts: alice bob\n2 C: x\n2 S: +OK x\n";
    EXPECT_EQ(play(text, listen), "");
    EXPECT_EQ(said, (std::vector<std::string>{"USER bob@example.test", "PASS bob-password", "x"}));
    EXPECT_EQ(
        play(text, [](std::string_view) { return std::string("-ERR\r\n"); }),
        "connection 2 cannot be prepared: line 2: came: -ERR\n"
        "    2 S: +OK\n    2 C: USER bob@example.test\\r\\n\n    2 S: -ERR\n"
    );
}

TEST(Player, KeepsTheOrderIfAsked)
{
    const auto answer = [](std::string_view) { return std::string("* 1\r\n* 2\r\na OK\r\n"); };
    const std::string_view steps = "1 C: a\n1 S: * 2\n1 S: * 1\n1 S: a OK\n";
    EXPECT_EQ(play(steps, answer, "imap", "* OK\r\n"), "");
    EXPECT_NE(play("order: strict\n" + std::string(steps), answer, "imap", "* OK\r\n"), "");
}

TEST(Player, DirectsTheStage)
{
    const auto script = parseScript("store fails\nclock +5\n1 S: +OK\n", "pop");
    FakeStage stage;
    stage.answer = echo;
    Player player(*script, stage);
    EXPECT_FALSE(player.play()) << "the greeting was read before";
    EXPECT_TRUE(stage.fails);
    EXPECT_EQ(stage.time, std::chrono::seconds(5));
}

TEST(Player, AsksTheOperator)
{
    const std::string_view text = "operator $a = account set: x y\n1 C: $a\n1 S: +OK <x y>\n";
    EXPECT_EQ(play(text), "");
    EXPECT_NE(play("operator other: x\n1 C: a\n1 S: +OK\n").find("no such verb"), std::string::npos);
}

TEST(Speech, SpeaksSasl)
{
    Speech speech;
    const auto say = [&speech](std::string_view text, const Variables& variables) {
        const auto parts = parseParts(text, Side::Client);
        const auto bytes = speech.bytes(*parts, variables);
        return bytes ? *bytes : "bad: " + bytes.error().text;
    };
    EXPECT_EQ(
        say("AUTH PLAIN $plain($u,pw)",
            {
                {"u", "al"}
    }),
        "AUTH PLAIN AGFsAHB3"
    );
    EXPECT_EQ(say("$base64(\\0a)", {}), "AGE=");
    EXPECT_EQ(say("$sasl(PLAIN,al,pw)", {}), "AGFsAHB3");
    EXPECT_EQ(say("$sasl(NONE,al,pw)", {}), "bad: there is no client of NONE");
    EXPECT_EQ(say("$nothing(x)", {}), "bad: there is no call $nothing with so many arguments");
    EXPECT_EQ(say("$answer(%)", {}), "bad: a challenge in base64 is expected behind $sasl()");
}

} // namespace postamt::transcript
