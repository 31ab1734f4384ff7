#include "cli/service_maker.h"

#include <gtest/gtest.h>

namespace postamt::cli {
namespace {

TEST(ServiceMaker, settings)
{
    const auto plain = settingsFor({.domain = "Example.org"});
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->text("server.hostname"), "mail.example.org");
    EXPECT_EQ(plain->port("imap.port"), 143);

    const auto moved = settingsFor(
        {.domain = "example.org",
         .hostname = "MX.example.org",
         .portsFrom = 20000,
         .listen = "127.0.0.1"}
    );
    ASSERT_TRUE(moved);
    EXPECT_EQ(moved->text("server.hostname"), "mx.example.org");
    EXPECT_EQ(moved->list("server.listen"), std::vector<std::string>{"127.0.0.1"});
    EXPECT_EQ(moved->list("lmtp.listen"), std::vector<std::string>{"127.0.0.1"});
    EXPECT_EQ(moved->port("smtp.port"), 20025);
    EXPECT_EQ(moved->port("lmtp.port"), 20024);
    EXPECT_EQ(moved->port("pop3.port"), 20110);
    EXPECT_EQ(moved->port("imap.port"), 20143);
    EXPECT_EQ(moved->port("submissions.port"), 20465);
    EXPECT_EQ(moved->port("submission.port"), 20587);
    EXPECT_EQ(moved->port("imaps.port"), 20993);
    EXPECT_EQ(moved->port("pop3s.port"), 20995);
    EXPECT_EQ(moved->port("relay.port"), 587);
}

TEST(ServiceMaker, lmtpStaysPrivate)
{
    const auto open = settingsFor({.domain = "example.org", .listen = "192.0.2.1"});
    EXPECT_EQ(open->list("server.listen"), std::vector<std::string>{"192.0.2.1"});
    EXPECT_EQ(open->list("lmtp.listen"), Settings().list("lmtp.listen"));
}

TEST(ServiceMaker, mistakes)
{
    EXPECT_EQ(
        settingsFor({.domain = "not a domain"}).error().text,
        "\"not a domain\" is not a domain name, such as example.org"
    );
    EXPECT_FALSE(settingsFor({.domain = "example.org", .hostname = "a b"}));
    EXPECT_FALSE(settingsFor({.domain = "example.org", .listen = "localhost"}));
    EXPECT_EQ(
        settingsFor({.domain = "example.org", .store = "mysql"}).error().text,
        "server.store must be one of \"rocks\""
    );
}

} // namespace
} // namespace postamt::cli
