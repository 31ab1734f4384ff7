#include "mime/address.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postamt::mime {

namespace {

/// One line an address: name|route|mailbox|host, "name:" and ";" for groups.
std::string shown(std::string_view raw)
{
    std::string out;
    for (const Address& a : parseAddresses(raw)) {
        if (!out.empty())
            out += ", ";
        if (a.kind == Address::Kind::GroupBegin)
            out += a.mailbox + ':';
        else if (a.kind == Address::Kind::GroupEnd)
            out += ';';
        else
            out += a.name + '|' + a.route + '|' + a.mailbox + '|' + a.host;
    }
    return out;
}

} // namespace

TEST(Address, ReadsTheExamplesOfRfc5322)
{
    EXPECT_EQ(shown("John Doe <jdoe@machine.example>"), "John Doe||jdoe|machine.example");
    EXPECT_EQ(
        shown("Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>"),
        "Mary Smith||mary|x.test, ||jdoe|example.org, Who?||one|y.test"
    );
    EXPECT_EQ(
        shown("\"Joe Q. Public\" <john.q.public@example.com>, <boss@nil.test>, "
              "\"Giant; \\\"Big\\\" Box\" <sysservices@example.net>"),
        "Joe Q. Public||john.q.public|example.com, ||boss|nil.test, "
        "Giant; \"Big\" Box||sysservices|example.net"
    );
    EXPECT_EQ(
        shown("A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;"),
        "A Group:, Ed Jones||c|a.test, ||joe|where.test, John||jdoe|one.test, ;"
    );
    EXPECT_EQ(shown("Undisclosed recipients:;"), "Undisclosed recipients:, ;");
    EXPECT_EQ(
        shown("Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>"),
        "Pete||pete|silly.test"
    );
    EXPECT_EQ(
        shown("A Group(Some people)\r\n   :Chris Jones <c@(Chris's host.)public.example>,\r\n"
              "  joe@example.org,\r\n John <jdoe@one.test> (my dear friend); (the end of the group)"
        ),
        "A Group:, Chris Jones||c|public.example, ||joe|example.org, John||jdoe|one.test, ;"
    );
    EXPECT_EQ(
        shown("(Empty list)(start)Hidden recipients  :(nobody(that I know))  ;"),
        "Hidden recipients:, ;"
    );
    EXPECT_EQ(
        shown("Mary Smith <@node.test,@b.test:mary@example.net>, , jdoe@test  . example"),
        "Mary Smith|@node.test,@b.test|mary|example.net, ||jdoe|test.example"
    );
    EXPECT_EQ(shown("joe . smith @ example . org"), "||joe.smith|example.org");
}

TEST(Address, ReadsWhatMailersWrite)
{
    EXPECT_EQ(shown("joe@example.org (Joe Doe)"), "Joe Doe||joe|example.org");
    EXPECT_EQ(
        shown("=?utf-8?Q?M=C3=BCller,_Hans?= <h@x.de>"), "=?utf-8?Q?M=C3=BCller,_Hans?=||h|x.de"
    );
    EXPECT_EQ(
        shown("J\xc3\xb6rg <j\xc3\xb6rg@m\xc3\xbcller.de>"),
        "J\xc3\xb6rg||j\xc3\xb6rg|m\xc3\xbcller.de"
    );
    EXPECT_EQ(shown("a@x.de; b@y.de;"), "||a|x.de, ||b|y.de");
    EXPECT_EQ(shown("\"\"@x.de, <\"\"@y.de>"), "|||x.de, |||y.de");
    EXPECT_EQ(shown("\"a b\"@x.de"), "||a b|x.de");
    EXPECT_EQ(shown("joe@[192.168.1.1], <x@[IPv6:::1]>"), "||joe|[192.168.1.1], ||x|[IPv6:::1]");
    EXPECT_EQ(shown("joe@x.de <joe@x.de>"), "joe@x.de||joe|x.de");
    EXPECT_EQ(shown("A <a@x.de> B <b@x.de>"), "A||a|x.de, ||b|x.de");
    EXPECT_EQ(shown("mailto:joe@x.de, <mailto:joe@x.de>"), "||joe|x.de, ||joe|x.de");
    EXPECT_EQ(shown("a@b@c.de"), "||a@b|c.de");
    EXPECT_EQ(shown("Joe.Doe <a@b>"), "Joe.Doe||a|b");
}

TEST(Address, TakesWhatItCan)
{
    EXPECT_EQ(shown(""), "");
    EXPECT_EQ(shown(" , ;, "), "");
    EXPECT_EQ(shown("root"), "||root|");
    EXPECT_EQ(shown("Joe Doe"), "Joe Doe|||");
    EXPECT_EQ(shown("Joe <>"), "Joe|||");
    EXPECT_EQ(shown("<joe"), "||joe|");
    EXPECT_EQ(shown("<joe@x.de"), "||joe|x.de");
    EXPECT_EQ(shown("\"Joe <joe@x.de>, b@x.de"), "\"Joe||joe|x.de, ||b|x.de");
    EXPECT_EQ(shown("Joe (x <joe@x.de>"), "Joe (x||joe|x.de");
    EXPECT_EQ(shown("Group: a@x.de"), "Group:, ||a|x.de, ;");
    EXPECT_EQ(shown(std::string_view("a\0b@x\r\n", 7)), "a||b|x");
}

TEST(Address, StopsAtItsLimit)
{
    std::string list;
    for (int i = 0; i < 10; ++i)
        list += "a@b,";
    EXPECT_EQ(parseAddresses(list, 9).size(), 9U);
    EXPECT_EQ(parseAddresses(list, 10).size(), 10U);
    EXPECT_EQ(parseAddresses(list, 11).size(), 10U);
}

TEST(Address, ShowsAList)
{
    EXPECT_EQ(
        displayText(parseAddresses(
            "=?utf-8?q?J=C3=B6rg?= <j@x.de>, \"a b\"@c.de, G: x@y.de, z@y.de;, u@v.de"
        )),
        "J\xc3\xb6rg <j@x.de>, \"a b\"@c.de, G: x@y.de, z@y.de;, u@v.de"
    );
}

// Each of these is quadratic when done carelessly; a megabyte would take minutes.
TEST(Address, HostileListsCostNothing)
{
    for (const std::string_view piece :
         {"(",
          "((",
          "\"",
          "\\\"",
          "<",
          "@",
          ":",
          "[",
          "a@[",
          "a@b,",
          "=?a?q?",
          "(a)",
          "<@",
          ".",
          ";",
          ") (",
          "a@",
          "\"a\"\"",
          "(\\"}) {
        std::string text;
        while (text.size() < 1U << 20)
            text += piece;
        EXPECT_LE(parseAddresses(text).size(), 10'000U);
    }
}

} // namespace postamt::mime
