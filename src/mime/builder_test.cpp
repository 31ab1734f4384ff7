#include "base/ascii.h"
#include "mime/builder.h"
#include "mime/header.h"
#include "mime/search_text.h"
#include "mime/summary.h"

#include <gtest/gtest.h>

namespace postamt::mime {

namespace {

const Address joerg{Address::Kind::Mailbox, "J\xc3\xb6rg \"X\" M\xc3\xbcller", "", "j", "x.test"};
const Address plain{Address::Kind::Mailbox, "Doe, John", "", "a b", "y.test"};

void expectGoodLines(const std::string& message)
{
    for (std::size_t begin = 0; begin < message.size();) {
        const std::size_t end = message.find("\r\n", begin);
        ASSERT_NE(end, std::string::npos);
        EXPECT_LE(end - begin, 78U);
        EXPECT_EQ(message.substr(begin, end - begin).find_first_of("\r\n"), std::string::npos);
        begin = end + 2;
    }
}

} // namespace

TEST(Builder, WhatItWritesIsReadBack)
{
    const std::string message
        = MessageBuilder()
              .date({
                  1'751'359'957, 120
    })
              .addresses("From", {joerg})
              .addresses(
                  "To",
                  {{Address::Kind::GroupBegin, "", "", "Team", ""},
                   joerg,
                   plain,
                   {Address::Kind::GroupEnd, "", "", "", ""},
                   plain}
              )
              .header(
                  "Subject",
                  "Gr\xc3\xbc\xc3\x9f"
                  "e an alle, die das hier noch bis zu seinem Ende lesen \xe2\x80\x93 und weiter"
              )
              .messageId("1@x.test")
              .text("Gr\xc3\xbc\xc3\x9f"
                    "e\nzwei")
              .html("<p>Gr\xc3\xbc\xc3\x9f"
                    "e</p>")
              .attach(
                  {"application/pdf",
                   "\xc3\x9c"
                   "bung 1.pdf",
                   std::string(100, '\xff'),
                   "",
                   false}
              )
              .build("token");
    expectGoodLines(message);
    EXPECT_TRUE(isAscii(message));
    const Summary summary = summarize(message);
    EXPECT_EQ(
        summary.subject,
        "Gr\xc3\xbc\xc3\x9f"
        "e an alle, die das hier noch bis zu seinem Ende lesen \xe2\x80\x93 und weiter"
    );
    EXPECT_EQ(summary.from, "J\xc3\xb6rg \"X\" M\xc3\xbcller <j@x.test>");
    EXPECT_EQ(
        summary.to,
        "Team: J\xc3\xb6rg \"X\" M\xc3\xbcller <j@x.test>, Doe, John <\"a b\"@y.test>;, Doe, John "
        "<\"a b\"@y.test>"
    );
    EXPECT_EQ(summary.messageId, "1@x.test");
    EXPECT_EQ(summary.sent, (Date{1'751'359'957, 120}));
    EXPECT_EQ(
        summary.preview,
        "Gr\xc3\xbc\xc3\x9f"
        "e zwei"
    );
    EXPECT_TRUE(summary.hasAttachment);
    ASSERT_EQ(summary.parts.size(), 5U);
    EXPECT_EQ(
        decodeTransfer(bytesOf(message, summary.parts[4].body()), Encoding::Base64),
        std::string(100, '\xff')
    );
    const Structure structure = parse(message);
    EXPECT_EQ(
        parameterText(structure.fields[4].dispositionParameters, "filename"),
        "\xc3\x9c"
        "bung 1.pdf"
    );
}

TEST(Builder, BlanksOfANameStay)
{
    const std::vector<Address> list{
        {Address::Kind::Mailbox, "a  b", "", "c", "x.test"}
    };
    const auto message = MessageBuilder().addresses("To", list).build("x");
    EXPECT_EQ(parseAddresses(Header(message).value("To")), list);
}

TEST(Builder, ASubjectThatLooksEncodedStays)
{
    for (const std::string subject :
         {"a =?b \xc3\xbc",
          "a ?= =?b\xc3\xbc: c",
          "=?utf-8?q?a?= b",
          "\xc3\xbc =?utf-8?q?a?= \xc3\xbc"}) {
        const auto message = MessageBuilder().header("Subject", subject).text("x").build("x");
        EXPECT_EQ(summarize(message).subject, subject) << message;
    }
}

TEST(Builder, NoValueAddsAField)
{
    const std::string message
        = MessageBuilder()
              .header("Subject", "a\r\nBcc: evil@x.test\r\n\r\nbody")
              .addresses(
                  "To",
                  {
                      {Address::Kind::Mailbox, "a\nX: y", "", "a\r\nb", "c\nd"}
    }
              )
              .messageId("x\r\nY: z")
              .build("t");
    const Header header(message);
    ASSERT_EQ(header.fields().size(), 6U);
    EXPECT_EQ(header.find("Bcc"), nullptr);
    EXPECT_EQ(header.find("X"), nullptr);
    EXPECT_EQ(header.find("Y"), nullptr);
}

TEST(Builder, BoundariesAreInNoPart)
{
    const std::string message
        = MessageBuilder()
              .text("--=_t_m\nx\n--=_t_mx\n")
              .attach({"message/rfc822", "", "Subject: x\r\n\r\n--=_t_m\r\n", "", false})
              .build("t");
    const Structure structure = parse(message);
    ASSERT_EQ(structure.parts.size(), 4U);
    EXPECT_EQ(bytesOf(message, structure.parts[3].body()), "--=_t_m\r\n");
}

TEST(Builder, MakesReports)
{
    const std::string message
        = MessageBuilder()
              .text("Sorry.")
              .attach({"message/delivery-status", "", "Reporting-MTA: dns; x.test\r\n", "", false})
              .attach({"text/rfc822-headers", "", "Subject: x\r\n", "", false})
              .report("delivery-status")
              .build("t");
    const Structure structure = parse(message);
    ASSERT_EQ(structure.parts.size(), 4U);
    EXPECT_EQ(structure.fields[0].subtype, "report");
    EXPECT_EQ(parameterValue(structure.fields[0].parameters, "report-type"), "delivery-status");
    EXPECT_EQ(structure.fields[2].subtype, "delivery-status");
    EXPECT_EQ(bytesOf(message, structure.parts[2].body()), "Reporting-MTA: dns; x.test\r\n");
    EXPECT_EQ(structure.fields[3].subtype, "rfc822-headers");
}

} // namespace postamt::mime
