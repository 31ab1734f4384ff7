#include "smtp/proto/command.h"
#include "smtp/proto/parameters.h"

#include <gtest/gtest.h>

#include <limits>

namespace postamt::smtp::proto {

namespace {

template <class T>
T parsed(std::string_view line, CommandRules rules = {})
{
    const auto command = parseCommand(line, rules);
    EXPECT_TRUE(command) << line;
    if (!command || !std::holds_alternative<T>(*command)) {
        ADD_FAILURE() << line;
        return {};
    }
    return std::get<T>(*command);
}

// The first line of the reply without its text, and "close" if it closes.
std::string refused(std::string_view line, CommandRules rules = {})
{
    const auto command = parseCommand(line, rules);
    if (command)
        return "accepted";
    const auto& reply = command.error();
    return std::to_string(reply.code) + ' ' + reply.enhanced->format()
        + (reply.close ? " close" : "");
}

} // namespace

TEST(Command, ReadsTheGreetings)
{
    EXPECT_EQ(parsed<Hello>("EHLO client.test").name, "client.test");
    EXPECT_EQ(parsed<Hello>("ehlo [192.0.2.1]").verb, Hello::Verb::Ehlo);
    EXPECT_EQ(parsed<Hello>("HELO x").verb, Hello::Verb::Helo);
    EXPECT_EQ(parsed<Hello>("LHLO x  ").verb, Hello::Verb::Lhlo);
    EXPECT_EQ(parsed<Hello>("EHLO my_pc\xfc").name, "my_pc\xfc");
    EXPECT_EQ(refused("EHLO"), "501 5.5.4");
    EXPECT_EQ(refused("EHLO "), "501 5.5.4");
    EXPECT_EQ(refused("EHLO a b"), "501 5.5.4");
    EXPECT_EQ(refused("EHLO a\tb"), "501 5.5.4");
    EXPECT_EQ(refused("EHLO " + std::string(maxDomain, 'x')), "accepted");
    EXPECT_EQ(refused("EHLO " + std::string(maxDomain + 1, 'x')), "501 5.5.4");
}

TEST(Command, ReadsMailWithParameters)
{
    EXPECT_FALSE(parsed<Mail>("MAIL FROM:<>").sender);
    const auto mail
        = parsed<Mail>("mail from:<a@B.test> size=12345 body=8bitmime SMTPUTF8 AUTH=x+2By@z");
    EXPECT_EQ(mail.sender->format(), "a@b.test");
    EXPECT_EQ(mail.size, 12345U);
    EXPECT_TRUE(mail.eightBit);
    EXPECT_TRUE(mail.smtpUtf8);
    EXPECT_EQ(mail.auth, "x+y@z");
    EXPECT_EQ(parsed<Mail>("MAIL FROM:<a@b> AUTH=<>").auth, "");
    EXPECT_FALSE(parsed<Mail>("MAIL FROM:<a@b> BODY=7BIT").eightBit);
    EXPECT_EQ(parsed<Mail>("MAIL FROM:<a@b> SIZE=0").size, 0U);
    EXPECT_EQ(
        parsed<Mail>("MAIL FROM:<a@b> SIZE=99999999999999999999").size,
        std::numeric_limits<std::uint64_t>::max()
    );
}

TEST(Command, RefusesBadMail)
{
    EXPECT_EQ(refused("MAIL"), "501 5.5.4");
    EXPECT_EQ(refused("MAIL FROM"), "501 5.5.4");
    EXPECT_EQ(refused("MAIL TO:<a@b>"), "501 5.5.4");
    EXPECT_EQ(refused("MAIL FROM:"), "501 5.1.7");
    EXPECT_EQ(refused("MAIL FROM:a@b"), "501 5.1.7");
    EXPECT_EQ(refused("MAIL FROM:<a@b>SIZE=1"), "501 5.1.7");
    EXPECT_EQ(refused("MAIL FROM:<postmaster>"), "501 5.1.7");
    EXPECT_EQ(refused("MAIL FROM:<a@" + std::string(300, 'x') + ">"), "501 5.1.7");
    for (const auto* parameter :
         {"SIZE=",
          "SIZE",
          "SIZE=x",
          "SIZE=-1",
          "SIZE=123456789012345678901",
          "SIZE=1 SIZE=1",
          "BODY=BINARYMIME",
          "BODY",
          "SMTPUTF8=1",
          "AUTH",
          "AUTH=",
          "AUTH=+2",
          "AUTH=+zz",
          "AUTH=a=b"})
        EXPECT_EQ(refused("MAIL FROM:<a@b> " + std::string(parameter)), "501 5.5.4") << parameter;
    for (const auto* parameter : {"RET=FULL", "X", "=", "SIZE2=1"})
        EXPECT_EQ(refused("MAIL FROM:<a@b> " + std::string(parameter)), "555 5.5.4") << parameter;
}

TEST(Command, ShowsAnUnknownParameterInAscii)
{
    const auto command = parseCommand("MAIL FROM:<a@b> SIZ\xff\xc3\xbc=1", {});
    ASSERT_FALSE(command);
    EXPECT_EQ(command.error().text, "Unsupported parameter: SIZ???");
}

TEST(Command, ReadsRcpt)
{
    EXPECT_EQ(parsed<Rcpt>("RCPT TO:<a@B>").recipient.format(), "a@b");
    EXPECT_TRUE(parsed<Rcpt>("rcpt to:<postmaster>").recipient.isPostmaster());
    EXPECT_EQ(refused("RCPT TO:<>"), "501 5.1.3");
    EXPECT_EQ(refused("RCPT TO:a@b"), "501 5.1.3");
    EXPECT_EQ(refused("RCPT FROM:<a@b>"), "501 5.5.4");
    EXPECT_EQ(refused("RCPT TO:<a@b> NOTIFY=NEVER"), "555 5.5.4");
}

TEST(Command, AllowsABlankBehindTheColonWhereTold)
{
    const CommandRules lenient{.blankAfterColon = true};
    EXPECT_EQ(refused("MAIL FROM: <a@b>"), "501 5.1.7");
    EXPECT_EQ(refused("RCPT TO: <a@b>"), "501 5.1.3");
    EXPECT_EQ(parsed<Mail>("MAIL FROM: <a@b> SIZE=1", lenient).size, 1U);
    EXPECT_EQ(parsed<Rcpt>("RCPT TO: <a@b>", lenient).recipient.format(), "a@b");
    EXPECT_EQ(refused("MAIL FROM:    ", lenient), "501 5.1.7");
    EXPECT_EQ(refused("MAIL FROM:\t<a@b>", lenient), "501 5.1.7");
}

TEST(Command, WantsSmtpUtf8ForAddressesBeyondAscii)
{
    const std::string address = "<j\xc3\xb6@b>";
    EXPECT_EQ(refused("MAIL FROM:" + address), "553 5.6.7");
    EXPECT_EQ(parsed<Mail>("MAIL FROM:" + address + " SMTPUTF8").sender->localPart, "j\xc3\xb6");
    EXPECT_EQ(refused("RCPT TO:" + address), "553 5.6.7");
    EXPECT_EQ(refused("RCPT TO:<a@b\xc3\xbc.test>"), "553 5.6.7");
    EXPECT_EQ(
        parsed<Rcpt>("RCPT TO:" + address, {.smtpUtf8 = true}).recipient.localPart, "j\xc3\xb6"
    );
    EXPECT_EQ(refused("MAIL FROM:<j\xff@b> SMTPUTF8"), "501 5.1.7");
    EXPECT_EQ(refused("VRFY j\xc3\xb6"), "553 5.6.7");
    EXPECT_EQ(refused("VRFY j\xff", {.smtpUtf8 = true}), "501 5.5.4");
}

TEST(Command, ReadsBdat)
{
    EXPECT_EQ(parsed<Bdat>("BDAT 86").size, 86U);
    EXPECT_FALSE(parsed<Bdat>("BDAT 86").last);
    EXPECT_TRUE(parsed<Bdat>("bdat 0 last").last);
    EXPECT_EQ(
        parsed<Bdat>("BDAT 18446744073709551615").size, std::numeric_limits<std::uint64_t>::max()
    );
    for (const auto* line :
         {"BDAT",
          "BDAT x",
          "BDAT -1",
          "BDAT 1x",
          "BDAT 1 FIRST",
          "BDAT 1 LAST x",
          "BDAT +1",
          "BDAT 18446744073709551616",
          "BDAT LAST"})
        EXPECT_EQ(refused(line), "501 5.5.4 close") << line;
}

TEST(Command, ReadsAuth)
{
    EXPECT_EQ(parsed<Auth>("AUTH plain").mechanism, "PLAIN");
    EXPECT_EQ(parsed<Auth>("AUTH PLAIN").initial, std::nullopt);
    EXPECT_EQ(parsed<Auth>("auth SCRAM-SHA-256 biws").initial, "biws");
    EXPECT_EQ(parsed<Auth>("AUTH LOGIN =").initial, "=");
    for (const auto* line :
         {"AUTH", "AUTH PLAIN a b", "AUTH PL@IN", "AUTH ABCDEFGHIJKLMNOPQRSTU", "AUTH PLAIN  x"})
        EXPECT_EQ(refused(line), "501 5.5.4") << line;
    EXPECT_EQ(refused("AUTH ABCDEFGHIJKLMNOPQRST"), "accepted");
}

TEST(Command, ReadsThoseWithoutArguments)
{
    parsed<Data>("DATA");
    parsed<Rset>("rset ");
    parsed<Quit>("QUIT");
    parsed<StartTls>("STARTTLS");
    parsed<Noop>("NOOP what ever");
    parsed<Help>("HELP MAIL");
    EXPECT_EQ(parsed<Vrfy>("VRFY alice").name, "alice");
    for (const auto* line : {"DATA x", "RSET x", "QUIT x", "STARTTLS x", "VRFY", "VRFY a\tb"})
        EXPECT_EQ(refused(line), "501 5.5.4") << line;
}

TEST(Command, RefusesTheRest)
{
    for (const auto* line :
         {"EXPN list", "ETRN x", "TURN", "SEND FROM:<a@b>", "SOML FROM:<a@b>", "SAML FROM:<a@b>"})
        EXPECT_EQ(refused(line), "502 5.5.1") << line;
    for (const auto* line :
         {"", " ", "XYZZY", " MAIL FROM:<a@b>", "MAIL\tFROM:<a@b>", "\xff\xfe", "EHLOx y", "DATA\t"
         })
        EXPECT_EQ(refused(line), "500 5.5.1") << line;
    for (const auto* line : {"GET / HTTP/1.1", "POST / HTTP/1.0", "CONNECT x:25 HTTP/1.1"})
        EXPECT_EQ(refused(line), "500 5.5.1 close") << line;
}

TEST(Command, ExplainsFaults)
{
    EXPECT_EQ(replyTo(LineFault::BareLf).code, 500);
    EXPECT_EQ(replyTo(LineFault::TooLong).enhanced->format(), "5.5.6");
    EXPECT_EQ(replyTo(BodyFault::BareCr).code, 550);
    EXPECT_EQ(replyTo(BodyFault::Nul).enhanced->format(), "5.6.0");
    EXPECT_EQ(replyTo(BodyFault::TooBig).code, 552);
}

TEST(Xtext, DecodesHexadecimal)
{
    EXPECT_EQ(decodeXtext("a+2Bb+3D+3dc"), "a+b==c");
    EXPECT_EQ(decodeXtext("+"), std::nullopt);
    EXPECT_EQ(decodeXtext("+4"), std::nullopt);
    EXPECT_EQ(decodeXtext("a b"), std::nullopt);
    EXPECT_EQ(decodeXtext("\xc3\xb6"), std::nullopt);
}

} // namespace postamt::smtp::proto
