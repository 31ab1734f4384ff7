#include "spam/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postamt::spam {
namespace {

using testing::Contains;
using testing::Not;

constexpr std::string_view ordinary
    = "Return-Path: <bob@example.org>\nReceived: from mx.example.org (mx.example.org [192.0.2.1]) "
      "by us; "
      "Tue, 3 Mar 2020 10:00:00 +0000\nFrom: Bob <bob@example.org>\nTo: alice@example.test\n"
      "Subject: Lunch\nDate: Tue, 3 Mar 2020 09:59:00 +0000\nMessage-ID: <1@example.org>\n";

std::vector<RuleId> of(std::string_view fields, std::string_view body = "See you there.\n")
{
    std::string message(ordinary);
    message.append(fields).append("\n").append(body);
    return rulesOf(Letter(message));
}

/// The good message with one thing changed.
std::vector<RuleId> changed(std::string_view from, std::string_view to)
{
    std::string message(ordinary);
    const auto at = message.find(from);
    EXPECT_NE(at, std::string::npos);
    message.replace(at, from.size(), to);
    return rulesOf(Letter(message + "\nSee you there.\n"));
}

std::vector<RuleId> html(std::string_view text)
{
    return of("Content-Type: text/html\n", text);
}

TEST(Rules, TheTableIsWhole)
{
    for (const Rule& rule : rules()) {
        EXPECT_FALSE(rule.german.empty());
        EXPECT_TRUE(rule.english.ends_with('.')) << rule.english;
        EXPECT_NE(rule.prior, 0);
    }
}

TEST(Rules, AnOrdinaryMessage)
{
    EXPECT_THAT(of(""), testing::ElementsAre(RuleId::PlainText));
}

TEST(Rules, Subject)
{
    EXPECT_THAT(changed("Lunch", "BUY THIS NOW"), Contains(RuleId::SubjectCapitals));
    EXPECT_THAT(changed("Lunch", "BUY ths now"), Not(Contains(RuleId::SubjectCapitals)));
    EXPECT_THAT(changed("Lunch", "Lunch!"), Contains(RuleId::SubjectShouts));
    EXPECT_THAT(changed("Lunch", "100% off"), Contains(RuleId::SubjectMoney));
    EXPECT_THAT(changed("Lunch", "Lunch        xyzzy"), Contains(RuleId::SubjectGap));
    EXPECT_THAT(changed("Lunch", "Re: Lunch"), Contains(RuleId::FalseAnswer));
}

TEST(Rules, Senders)
{
    EXPECT_THAT(changed("To: alice@example.test\n", ""), Contains(RuleId::NoRecipient));
    EXPECT_THAT(of("Reply-To: x@other.example\n"), Contains(RuleId::ReplyElsewhere));
    EXPECT_THAT(of("Reply-To: x@mail.example.org\n"), Not(Contains(RuleId::ReplyElsewhere)));
    EXPECT_THAT(
        of("Reply-To: x@other.example\nList-Id: <x>\n"), Not(Contains(RuleId::ReplyElsewhere))
    );
    EXPECT_THAT(
        changed("<bob@example.org>\nRec", "<x@other.example>\nRec"), Contains(RuleId::PathElsewhere)
    );
    EXPECT_THAT(changed("Bob <bob@", "Bob <bob123@"), Contains(RuleId::DigitsInSender));
    EXPECT_THAT(changed("Bob <", "\"service@bank.example\" <"), Contains(RuleId::AddressAsName));
    EXPECT_THAT(
        changed("Bob <bob@example.org>", "b@xn--bnk-6ya.example"), Contains(RuleId::ForeignLetters)
    );
}

TEST(Rules, WayAndHeader)
{
    EXPECT_THAT(changed("(mx.example.org [", "(unknown ["), Contains(RuleId::NoHostName));
    EXPECT_THAT(changed("from mx.example.org", "from friend"), Contains(RuleId::BadHello));
    EXPECT_THAT(changed("from mx.example.org", "from 192.0.2.1"), Contains(RuleId::BadHello));
    EXPECT_THAT(changed("Message-ID: <1@example.org>\n", ""), Contains(RuleId::NoMessageId));
    EXPECT_THAT(
        changed("Date: Tue, 3 Mar 2020", "Date: Tue, 3 Mar 2030"), Contains(RuleId::BadDate)
    );
    EXPECT_THAT(
        changed("Date: Tue, 3 Mar 2020", "Date: Tue, 4 Mar 2020"), Not(Contains(RuleId::BadDate))
    );
    EXPECT_THAT(changed("Subject: Lunch", "Subject: L\xfcnch"), Contains(RuleId::RawHeader));
    EXPECT_THAT(of("X-Priority: 1\n"), Contains(RuleId::Urgent));
    EXPECT_THAT(of("List-Id: <x>\n"), Contains(RuleId::List));
    EXPECT_THAT(of("In-Reply-To: <0@x>\n"), Contains(RuleId::Answer));
}

TEST(Rules, Links)
{
    EXPECT_THAT(
        html("<a href=http://evil.example/>www.bank.example</a>"), Contains(RuleId::LinkDeceives)
    );
    EXPECT_THAT(
        html("<a href=http://www.bank.example/>bank.example</a>"),
        Not(Contains(RuleId::LinkDeceives))
    );
    EXPECT_THAT(
        html("<a href=http://evil.example/>e.g. this</a>"), Not(Contains(RuleId::LinkDeceives))
    );
    EXPECT_THAT(html("<a href=http://192.0.2.7/>x</a>"), Contains(RuleId::LinkToNumber));
    EXPECT_THAT(html("<a href=http://a.example:8080/>x</a>"), Contains(RuleId::LinkToPort));
    EXPECT_THAT(html("<a href=https://a.example:443/>x</a>"), Not(Contains(RuleId::LinkToPort)));
    EXPECT_THAT(
        html("<a href=https://bank.example@evil.example/>x</a>"), Contains(RuleId::LinkToPort)
    );
    EXPECT_THAT(html("<a href=http://a.example/>x</a>"), Contains(RuleId::OnlyLink));
}

TEST(Rules, Layout)
{
    EXPECT_THAT(html("<p>x"), Contains(RuleId::HtmlOnly));
    EXPECT_THAT(html("vi<!-- -->agra"), Contains(RuleId::CutWords));
    EXPECT_THAT(html("<form>"), Contains(RuleId::Form));
    EXPECT_THAT(html("<img src=http://a.example/x.gif>"), Contains(RuleId::RemotePictures));
    EXPECT_THAT(html("<font color=\"white\">x"), Contains(RuleId::HiddenText));
    EXPECT_THAT(html("<p style=\"display:none\">x"), Contains(RuleId::HiddenText));
    EXPECT_THAT(
        of("Content-Transfer-Encoding: base64\n", "aGVsbG8gd29ybGQ=\n"),
        Contains(RuleId::NeedlessBase64)
    );
    EXPECT_THAT(
        of("Content-Type: application/octet-stream; name=\"Invoice.PDF.exe\"\n"),
        Contains(RuleId::Program)
    );
}

TEST(Rules, Words)
{
    EXPECT_THAT(of("", "> a\n> b\n> c\nyes\n"), Contains(RuleId::Quotes));
    EXPECT_THAT(of("", "Hello\n-- \nBob\n"), Contains(RuleId::Signature));
    EXPECT_THAT(of("", std::string(120, 'A')), Contains(RuleId::Capitals));
    EXPECT_THAT(of("", "a! b! c! d!"), Not(Contains(RuleId::Shouts)));
    EXPECT_THAT(of("", "a! b! c! d! e!"), Contains(RuleId::Shouts));
    EXPECT_THAT(of("", "from $5 to $10"), Contains(RuleId::Money));
    EXPECT_THAT(of("", "To unsubscribe"), Contains(RuleId::Unsubscribe));
    EXPECT_THAT(of("List-Id: <x>\n", "To unsubscribe"), Not(Contains(RuleId::Unsubscribe)));
    EXPECT_THAT(of("", "Bitte hier KLICKEN"), Contains(RuleId::Click));
}

} // namespace
} // namespace postamt::spam
