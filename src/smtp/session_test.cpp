#include "smtp/test_session.h"

#include <gtest/gtest.h>

namespace postamt::smtp {
namespace {

constexpr std::string_view text = "From: a@example.org\r\nSubject: s\r\n\r\nText\r\n";

TEST(SessionTest, mxTakesAMessage)
{
    TestService service;
    EXPECT_EQ(service.open(mx), "220 mail.example.test ESMTP Postamt\r\n");
    service.talk("EHLO client.example\r\n");
    EXPECT_EQ(
        service.talk("MAIL FROM:<a@example.org>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\n"),
        "250 2.1.0 Sender taken\r\n250 2.1.5 Recipient taken\r\n"
        "354 Send the message, then a dot on a line of its own\r\n"
    );
    EXPECT_TRUE(service.talk(std::string(text) + ".\r\n").starts_with("250 2.0.0 Taken, "));
    EXPECT_EQ(service.talk("QUIT\r\n"), "221 2.0.0 Goodbye\r\n");
    EXPECT_TRUE(service.peer->isClosed());
    const auto inbox = service.inbox("alice");
    ASSERT_EQ(inbox.size(), 1U);
    EXPECT_TRUE(inbox[0].starts_with(
        "Return-Path: <a@example.org>\r\nReceived: from client.example ([192.0.2.1])\r\n"
    )) << inbox[0];
    EXPECT_TRUE(inbox[0].ends_with("Mon, 2 Mar 2026 10:00:00 +0000\r\n" + std::string(text)));
}

} // namespace
} // namespace postamt::smtp
