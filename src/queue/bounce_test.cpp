#include "mime/header.h"
#include "mime/structure.h"
#include "queue/bounce.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace postamt::queue {
namespace {

using testing::HasSubstr;
using testing::Not;

Entry failed(std::string address, std::string text)
{
    Recipient sent;
    sent.address = "fine@example.org";
    sent.state = Recipient::State::Sent;
    Recipient bad;
    bad.address = std::move(address);
    bad.state = Recipient::State::Failed;
    bad.code = 550;
    bad.status = "5.1.1";
    bad.text = std::move(text);
    Entry entry;
    entry.sender = "alice@example.test";
    entry.queued = 1'772'445'600;
    entry.recipients = {sent, bad};
    return entry;
}

BounceFacts facts()
{
    return {"mail.example.test", "relay.example.net", 1'772'445'660, "token"};
}

constexpr std::string_view header
    = "From: alice@example.test\r\nSubject: Hi\r\nMessage-ID: <1@example.test>\r\n";

TEST(BounceTest, isAReportThatProgramsAndPeopleCanRead)
{
    const auto text = makeBounce(failed("bob@example.org", "no such user"), header, facts());
    const mime::Header fields(text);
    EXPECT_THAT(fields.value("From"), HasSubstr("MAILER-DAEMON@mail.example.test"));
    EXPECT_THAT(fields.value("To"), HasSubstr("alice@example.test"));
    EXPECT_THAT(fields.value("Auto-Submitted"), HasSubstr("auto-replied"));
    EXPECT_THAT(fields.value("References"), HasSubstr("<1@example.test>"));
    const auto structure = mime::parse(text);
    ASSERT_EQ(structure.parts.size(), 4U);
    EXPECT_EQ(structure.fields[0].subtype, "report");
    EXPECT_EQ(structure.fields[2].subtype, "delivery-status");
    EXPECT_EQ(structure.fields[3].subtype, "rfc822-headers");
    EXPECT_THAT(text, HasSubstr("Reporting-MTA: dns; mail.example.test\r\n"));
    EXPECT_THAT(
        text,
        HasSubstr("\r\n\r\nFinal-Recipient: rfc822; bob@example.org\r\nAction: failed\r\n"
                  "Status: 5.1.1\r\nRemote-MTA: dns; relay.example.net\r\n"
                  "Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n")
    );
    EXPECT_THAT(text, HasSubstr("Subject: Hi"));
    EXPECT_THAT(text, Not(HasSubstr("fine@example.org")));
}

TEST(BounceTest, theServersTextAddsNoField)
{
    const auto text = makeBounce(
        failed("bob@example.org", "no\r\nStatus: 2.0.0\r\n\r\n\x01\xff"), header, facts()
    );
    EXPECT_THAT(text, Not(HasSubstr("\r\nStatus: 2.0.0")));
}

TEST(BounceTest, anAddressBeyondAsciiIsEncoded)
{
    const auto text = makeBounce(failed("j\xc3\xb6rg@example.org", "no"), header, facts());
    EXPECT_THAT(text, HasSubstr("Final-Recipient: utf-8; j\\x{F6}rg@example.org\r\n"));
}

TEST(BounceTest, aHeaderThatCouldNotBeReadIsLeftEmpty)
{
    const auto text = makeBounce(failed("bob@example.org", "no"), "", facts());
    EXPECT_EQ(mime::parse(text).parts.size(), 4U);
}

} // namespace
} // namespace postamt::queue
