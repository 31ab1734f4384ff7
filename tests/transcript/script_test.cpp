#include "transcript/script.h"

#include <gtest/gtest.h>

namespace postamt::transcript {

namespace {

std::string error(std::string_view text)
{
    const auto script = parseScript(text, "imap");
    return script ? "" : script.error().text;
}

/// All fixed text of a step.
std::string text(const Step& step)
{
    std::string out;
    for (const Part& part : step.parts)
        out += part.text;
    return out;
}

} // namespace

TEST(Script, ReadsHeadersAndSteps)
{
    const auto script = parseScript(
        "# RFC 1939\n"
        "mail: a.mbox b.eml\n"
        "connections: 3\n"
        "service: imap pop\n"
        "accounts: alice bob\n"
        "certificates: alice - x@y.test\n"
        "state: connected\n"
        "tls: no\n"
        "order: strict\n"
        "set: pop3.idle_timeout 700\n"
        "\n"
        "1 C: a $user\n"
        "1 S: a OK\n"
        "# a remark\n"
        "2 S: ...\n"
        "2 S: b\n"
        "2 !\n"
        "clock +60\n"
        "store fails\n"
        "store works\n"
        "3 tls\n"
        "3 timeout\n"
        "3 close\n"
        "1 closed\n",
        "imap"
    );
    ASSERT_TRUE(script) << script.error().text;
    EXPECT_EQ(script->mail, (std::vector<std::string>{"a.mbox", "b.eml"}));
    EXPECT_EQ(script->serviceOf(1), "imap");
    EXPECT_EQ(script->serviceOf(3), "pop");
    EXPECT_EQ(script->accountOf(2), "bob");
    EXPECT_EQ(script->certificateOf(1), "alice");
    EXPECT_EQ(script->certificateOf(2), Script::nobody);
    EXPECT_EQ(script->certificateOf(4), "x@y.test");
    EXPECT_EQ(script->state, State::Connected);
    EXPECT_FALSE(script->isSecure);
    EXPECT_TRUE(script->isOrdered);
    EXPECT_EQ(script->settings.at(0).second, "700");
    using enum Step::Kind;
    std::vector<Step::Kind> kinds;
    for (const auto& step : script->steps)
        kinds.push_back(step.kind);
    EXPECT_EQ(
        kinds,
        (std::vector{
            Send,
            Expect,
            Skip,
            Expect,
            Silence,
            Advance,
            StoreFails,
            StoreWorks,
            Tls,
            TimeOut,
            Close,
            Closed
        })
    );
    EXPECT_EQ(script->steps[1].line, 13U);
    EXPECT_EQ(script->steps[5].seconds, 60);
    EXPECT_TRUE(script->has(TimeOut));
}

TEST(Script, EndsLinesOfClients)
{
    const auto script = parseScript("1 C: a\n1 C:\n1 C= \"b\"*2\n1 S= \"c\"\n", "pop");
    ASSERT_TRUE(script) << script.error().text;
    EXPECT_EQ(text(script->steps[0]), "a\r\n");
    EXPECT_EQ(text(script->steps[1]), "\r\n");
    EXPECT_EQ(text(script->steps[2]), "bb");
    EXPECT_EQ(text(script->steps[3]), "c");
    EXPECT_EQ(script->steps[3].parts.back().kind, Part::Kind::End);
}

TEST(Script, CountsLiterals)
{
    const auto script = parseScript(
        "1 C: a APPEND x {{{\n"
        "$line\n"
        "\n"
        "}}} (y {{{-\n"
        "z\n"
        "}}})\n"
        "1 S: * {{{-\n"
        "}}} end\n",
        "imap"
    );
    ASSERT_TRUE(script) << script.error().text;
    EXPECT_EQ(text(script->steps[0]), "a APPEND x {9+}\r\n$line\r\n\r\n (y {1+}\r\nz)\r\n");
    EXPECT_EQ(text(script->steps[1]), "* {0}\r\n end");
}

TEST(Script, RefusesMistakes)
{
    EXPECT_EQ(error("1 S: a\nmail: x\n"), "line 2: headers stand before the first step");
    EXPECT_EQ(error("colour: red\n"), "line 1: there is no header colour");
    EXPECT_EQ(error("1 S: a\n2 S: b\n"), "line 2: there are only 1 connections");
    EXPECT_EQ(error("1 S:a\n"), "line 1: a blank is expected behind S:");
    EXPECT_EQ(error("1 C: a\n"), "the transcript expects nothing");
    EXPECT_EQ(error("1 S: a {{{\nb\n"), "line 2: {{{ is not closed by }}}");
    EXPECT_EQ(
        error("1 S: a\n1 S: ...\n"),
        "line 2: an expected line of the same connection must follow ..."
    );
    for (const auto* wrong :
         {"hello\n",
          "1\n",
          "0 S: a\n",
          "x S: a\n",
          "1 D: a\n",
          "1 jump\n",
          "state: asleep\n",
          "tls: maybe\n",
          "connections: 0\n",
          "mail:\n",
          "1 C= a\n",
          "clock +x\n",
          "operator account set\n",
          "operator $a account set: x\n",
          "1 C: $f(\n"})
        EXPECT_NE(error(std::string(wrong) + "1 S: a\n"), "") << wrong;
}

} // namespace postamt::transcript
