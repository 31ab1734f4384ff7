#include "smtp/proto/received.h"

#include <gtest/gtest.h>

namespace postamt::smtp::proto {

namespace {

const std::string date = "Mon, 5 Jan 2026 10:00:00 +0100";

}

TEST(Received, SaysWhoAndHow)
{
    Received received{
        "client.test",
        "192.0.2.1",
        "mx.test",
        {.tls = true, .authenticated = true},
        "a1b2",
        "bob@example.test",
        date
    };
    EXPECT_EQ(
        formatReceived(received),
        "Received: from client.test ([192.0.2.1])\r\n\tby mx.test with ESMTPSA id a1b2\r\n"
        "\tfor <bob@example.test>;\r\n\tMon, 5 Jan 2026 10:00:00 +0100\r\n"
    );
    received.recipient.reset();
    received.address = "2001:db8::1";
    EXPECT_EQ(
        formatReceived(received),
        "Received: from client.test ([IPv6:2001:db8::1])\r\n\tby mx.test with ESMTPSA id a1b2;\r\n"
        "\tMon, 5 Jan 2026 10:00:00 +0100\r\n"
    );
}

TEST(Received, NamesTheProtocol)
{
    EXPECT_EQ((Protocol{.extended = false}).name(), "SMTP");
    EXPECT_EQ(Protocol{}.name(), "ESMTP");
    EXPECT_EQ((Protocol{.tls = true}).name(), "ESMTPS");
    EXPECT_EQ((Protocol{.authenticated = true}).name(), "ESMTPA");
    EXPECT_EQ((Protocol{.lmtp = true, .tls = true, .authenticated = true}).name(), "LMTPSA");
    EXPECT_EQ((Protocol{.tls = true, .smtpUtf8 = true}).name(), "UTF8SMTPS");
    EXPECT_EQ((Protocol{.lmtp = true, .smtpUtf8 = true}).name(), "UTF8LMTP");
}

TEST(Received, LetsNoClientWriteHeaders)
{
    const Received received{
        std::string("a)\r\nX: y\0(\xff", 11), "", "mx.test", {}, "id", "a\r\n@b", date
    };
    EXPECT_EQ(
        formatReceived(received),
        "Received: from a---X:-y--- (local)\r\n\tby mx.test with ESMTP id id\r\n\tfor "
        "<a\?\?@b>;\r\n\t"
            + date + "\r\n"
    );
    const Received silent{"", "192.0.2.1", "mx.test", {}, "id", std::nullopt, date};
    EXPECT_TRUE(formatReceived(silent).starts_with("Received: from unknown ([192.0.2.1])\r\n"));
}

} // namespace postamt::smtp::proto
