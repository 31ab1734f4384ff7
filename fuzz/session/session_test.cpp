#include "imap_phrases.h"
#include "imap_stream.h"
#include "line_streams.h"
#include "mutator.h"

#include <gtest/gtest.h>

namespace postamt::fuzz {

namespace {

// What no check refuses, no fuzzer finds.

TEST(ImapStreamDeathTest, RefusesWhatIsNoResponse)
{
    const std::string greeting = "* OK [CAPABILITY IMAP4rev1] ready\r\n* 3 EXISTS\r\n";
    checkImapStream(greeting);
    for (const std::string wrong : {
             "a OK\r\n",
             "a OK \r\n",
             "a WHAT x\r\n",
             "a OK done\n",
             "* 4 FETCH (UID 1)\r\n",
             "* 0 FETCH (UID 1)\r\n",
             "* 4 EXPUNGE\r\n",
             "* 1 FETCH (UID 1\r\n",
             "* 1 FETCH (UID x)\r\n",
             "* 1 FETCH (UID 1) \r\n",
             "* 1 FETCH (BODY[] {9}\r\nabc)\r\n",
             "* 1 FETCH (BODY[TEXT] \"a\r\nb\")\r\n",
             "* 1 FETCH (FLAGS \\Seen)\r\n",
             "* 1 FETCH (ENVELOPE (NIL NIL NIL NIL NIL NIL NIL NIL NIL))\r\n",
             "* 1 FETCH (BODYSTRUCTURE (\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 NIL NIL NIL "
             "NIL))\r\n",
             "* 1 FETCH (BODY ((\"text\" \"plain\" NIL NIL NIL \"7bit\" 1 1)))\r\n",
             "* 1 FETCH (SECRET 1)\r\n",
             "* 1 FETCH (ENVELOPE (NIL \"\xc3\xbc\" NIL NIL NIL NIL NIL NIL NIL NIL))\r\n",
             "* VANISHED 1:4\r\n",
             "* LIST () \"/\"\r\n",
             "* UNKNOWN\r\n",
             "* 3 EXISTS",
             "x",
         })
        EXPECT_DEATH(checkImapStream(greeting + wrong), "NOT TRUE") << wrong;
}

TEST(ImapStream, TakesWhatIsOne)
{
    checkImapStream("* OK hello\r\n* 3 EXISTS\r\n* FLAGS (\\Seen work)\r\n* OK [PERMANENTFLAGS "
                    "(\\*)] x\r\n+ \r\n"
                    "* 1 FETCH (BODY[HEADER.FIELDS (To {1}\r\na)]<0> \"q\\\"\" BINARY[1] "
                    "~{1}\r\n\x01 UID 4)\r\n"
                    "* 3 FETCH (BODY ((\"text\" \"plain\" (\"a\" \"b\") NIL NIL \"7bit\" 1 "
                    "1)(\"a\" \"b\" NIL NIL NIL "
                    "\"7bit\" 1) \"mixed\"))\r\n* VANISHED 1,3:4\r\n* ESEARCH (TAG \"a\") UID ALL "
                    "1:2\r\na OK done\r\n");
}

TEST(SmtpStreamDeathTest, RefusesWhatIsNoReply)
{
    checkSmtpStream("220 x\r\n250-a\r\n250 b\r\n");
    for (const std::string wrong :
         {"250 a",
          "250 a\n",
          "250-a\r\n",
          "250-a\r\n251 b\r\n",
          "25 a\r\n",
          "650 a\r\n",
          "250 \x01\r\n",
          "hello\r\n"})
        EXPECT_DEATH(checkSmtpStream(wrong), "NOT TRUE") << wrong;
    EXPECT_DEATH(checkSmtpStream("250 " + std::string(507, 'x') + "\r\n"), "NOT TRUE");
}

TEST(PopStreamDeathTest, RefusesWhatIsNoAnswer)
{
    checkPopStream({
        {"",           "+OK\r\n"            },
        {"RETR 1\r\n", "+OK\r\n..a\r\n.\r\n"},
        {"retr 9\r\n", "-ERR\r\n"           }
    });
    const auto refuses = [](const char* heard, const char* said) {
        const std::vector<Said> saids{
            {"",    ""  },
            {heard, said}
        };
        EXPECT_DEATH(checkPopStream(saids), "NOT TRUE") << heard << said;
    };
    refuses("RETR 1\r\n", "+OK\r\n.a\r\n.\r\n");
    refuses("RETR 1\r\n", "+OK\r\na\r\n");
    refuses("RETR 1\r\n", "+OK\r\n");
    refuses("RETR 1\r\n", "+OK\r\n.\r\n+OK\r\n");
    refuses("NOOP\r\n", "+OK\r\n+OK\r\n");
    refuses("NOOP\r\n", "OK\r\n");
    refuses("NOOP\r\n", "+OK \x01\r\n");
}

TEST(LineMutator, StaysWithinItsLimitAndUsesPhrases)
{
    const LineMutator mutator(imapPhrases);
    bool hasPhrase = false;
    for (std::uint32_t seed = 0; seed < 3000; ++seed) {
        const auto out = mutator.mutated("xya NOOP\r\na NOOP {3}\r\nabc\r\n", 60, seed);
        EXPECT_LE(out.size(), 60U);
        EXPECT_TRUE(out.starts_with("xy"));
        hasPhrase = hasPhrase || out.find("a NAMESPACE\r\n") != std::string::npos;
        EXPECT_GE(mutator.mutated("", 2, seed).size(), 2U);
    }
    EXPECT_TRUE(hasPhrase);
}

} // namespace

} // namespace postamt::fuzz
