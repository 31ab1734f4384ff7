#include "accounts/test_accounts.h"

namespace postamt::accounts {
namespace {

class CertificateLoginTest : public TestLogins {
protected:
    CertificateLoginTest() { authenticator.setCertificateField(CertificateField::Email); }

    std::string with(std::vector<std::string> emails, const std::string& user = {}, std::string commonName = {})
    {
        show(std::move(emails), std::move(commonName));
        return login("EXTERNAL", {user});
    }

    void show(std::vector<std::string> emails, std::string commonName = {})
    {
        channel.certificate = net::ClientCertificate{
            .emails = std::move(emails),
            .commonName = std::move(commonName),
            .ends = start + 3600,
        };
    }
};

constexpr auto notOffered = "CANNOT: that login mechanism does not work over this connection";

TEST_F(CertificateLoginTest, LetsInWhomTheCertificateNames)
{
    EXPECT_EQ(with({"alice@example.org"}), "alice@example.org");
    EXPECT_EQ(with({"Alice@Example.ORG"}), "alice@example.org");
    EXPECT_EQ(with({"alice@example.org"}, "alice@example.org"), "alice@example.org");
    EXPECT_EQ(with({"alice@example.org"}, "alice"), "alice@example.org");
    EXPECT_EQ(with({"x@y.test", "bob@example.org"}, "bob@example.org"), "bob@example.org");
}

TEST_F(CertificateLoginTest, NobodyBecomesAnother)
{
    EXPECT_EQ(with({"alice@example.org"}, "bob@example.org"), refused);
    EXPECT_EQ(with({"nobody@example.org"}), refused);
    EXPECT_EQ(with({"nobody@example.org"}, "alice@example.org"), refused);
    EXPECT_EQ(with({"alice"}), refused);
    EXPECT_EQ(with({"alice+x@example.org"}), refused);
    EXPECT_EQ(with({"\uff41lice@example.org"}), refused);
    // two names and no wish
    EXPECT_EQ(with({"alice@example.org", "bob@example.org"}), refused);
    EXPECT_EQ(with({"alice@example.org"}, {}, "bob@example.org"), "alice@example.org");
}

/// CVE-2019-3814
TEST_F(CertificateLoginTest, WithoutANameItIsNoLogin)
{
    EXPECT_EQ(with({}), notOffered);
    EXPECT_EQ(with({}, "alice@example.org"), notOffered);
    EXPECT_EQ(with({}, "alice@example.org", "alice@example.org"), notOffered);
    channel.certificate.reset();
    EXPECT_EQ(login("EXTERNAL", {"alice@example.org"}), notOffered);
    EXPECT_EQ(std::ranges::count(authenticator.mechanisms(channel), "EXTERNAL"), 0);
    channel.certificate = net::ClientCertificate{.emails = {"a@b.test"}, .commonName = {}};
    EXPECT_EQ(std::ranges::count(authenticator.mechanisms(channel), "EXTERNAL"), 1);
}

TEST_F(CertificateLoginTest, TheCommonNameOnlyIfTheSettingsSaySo)
{
    authenticator.setCertificateField(CertificateField::CommonName);
    EXPECT_EQ(with({}, {}, "alice@example.org"), "alice@example.org");
    EXPECT_EQ(with({"alice@example.org"}, {}, "bob@example.org"), "bob@example.org");
    EXPECT_EQ(with({"alice@example.org"}), notOffered);
}

TEST_F(CertificateLoginTest, WithoutTheSettingItIsNoLogin)
{
    show({"alice@example.org"});
    const auto before = session("EXTERNAL", {""});
    authenticator.setCertificateField(CertificateField::None);
    EXPECT_EQ(with({"alice@example.org"}, {}, "alice@example.org"), notOffered);
    EXPECT_EQ(lost(before), "");
    authenticator.reviewSeats();
    EXPECT_EQ(lost(before), "Certificates let nobody in any more");
}

TEST_F(CertificateLoginTest, WhatWasItsGroundEndsTheSession)
{
    show({"alice@example.org"});
    const auto open = session("EXTERNAL", {""});
    ASSERT_TRUE(directory.setCredentials("alice@example.org", credentials("new")));
    ASSERT_TRUE(directory.setAccount("alice@example.org", "app_passwords_only", "on"));
    authenticator.reviewSeats();
    EXPECT_EQ(lost(open), "");
    EXPECT_EQ(with({"alice@example.org"}), "alice@example.org");
    ASSERT_TRUE(directory.setAccount("alice@example.org", "imap", "off"));
    EXPECT_EQ(lost(open), "IMAP is switched off for this account");
}

TEST_F(CertificateLoginTest, TheEndOfTheCertificateEndsTheSession)
{
    show({"alice@example.org"});
    const auto open = session("EXTERNAL", {""});
    clock.advance(std::chrono::seconds(3599));
    authenticator.reviewSeats();
    EXPECT_EQ(lost(open), "");
    EXPECT_EQ(login("EXTERNAL", {""}), "alice@example.org");
    clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(lost(open), "");
    authenticator.reviewSeats();
    EXPECT_EQ(lost(open), "The certificate has expired");
    // TLS may have begun before its end
    EXPECT_EQ(login("EXTERNAL", {""}), "EXPIRED: The certificate has expired");
}

TEST_F(CertificateLoginTest, SwitchesAndThrottleHold)
{
    ASSERT_TRUE(directory.setAccount("alice@example.org", "enabled", "off"));
    EXPECT_EQ(with({"alice@example.org"}), "AUTHORIZATIONFAILED: This account is switched off");
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(with({"nobody@example.org"}), refused);
    EXPECT_EQ(slept.size(), 17U);
    EXPECT_TRUE(with({"bob@example.org"}).starts_with("LIMIT"));
}

} // namespace
} // namespace postamt::accounts
