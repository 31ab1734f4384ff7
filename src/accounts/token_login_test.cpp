#include "accounts/test_accounts.h"
#include "tokens/test_issuer.h"

#include <filesystem>
#include <fstream>

namespace postamt::accounts {
namespace {

class TokenLoginTest : public TestLogins {
protected:
    TokenLoginTest()
    {
        std::string name = (std::filesystem::temp_directory_path() / "postamt-keys-XXXXXX").string();
        folder = mkdtemp(name.data());
        maker.makeKey("one", "EdDSA");
        std::ofstream(folder / "keys.json") << maker.keySet();
        tokens::IssuerSettings settings;
        settings.rules = {.issuer = "https://id.test", .audience = "mail"};
        settings.keys = folder / "keys.json";
        authenticator.setIssuer(std::make_shared<tokens::Issuer>(clock, std::move(settings)));
    }

    ~TokenLoginTest() override { std::filesystem::remove_all(folder); }

    std::string token(std::string_view address, UnixSeconds end = start + 300) const
    {
        return maker.token(
            "one",
            fmt::format(
                R"({{"iss":"https://id.test","aud":"mail","email":"{}","exp":{}}})", address, end
            )
        );
    }

    /// The messages of OAUTHBEARER; the last answers a refusal (RFC 7628 section 3.2.3).
    static std::vector<std::string>
    messages(const std::string& bearerToken, const std::string& user = {})
    {
        const auto header = user.empty() ? "n,," : "n,a=" + user + ",";
        return {header + "\1auth=Bearer " + bearerToken + "\1\1", "\1"};
    }

    std::string bearer(const std::string& bearerToken, const std::string& user = {})
    {
        return login("OAUTHBEARER", messages(bearerToken, user));
    }

    /// A session of alice by a token that ends at that time.
    Result<AuthenticatedUser> sessionUntil(UnixSeconds end)
    {
        return session("OAUTHBEARER", messages(token("alice@example.org", end)));
    }

    std::string old(const std::string& bearerToken, const std::string& user)
    {
        return login("XOAUTH2", {"user=" + user + "\1auth=Bearer " + bearerToken + "\1\1", ""});
    }

    std::filesystem::path folder;
    tokens::TestIssuer maker;
};

TEST_F(TokenLoginTest, LetsInWhomTheTokenNames)
{
    EXPECT_EQ(bearer(token("alice@example.org")), "alice@example.org");
    EXPECT_EQ(bearer(token("ALICE@Example.org")), "alice@example.org");
    EXPECT_EQ(bearer(token("alice@example.org"), "alice@example.org"), "alice@example.org");
    EXPECT_EQ(bearer(token("alice@example.org"), "alice"), "alice@example.org");
    EXPECT_EQ(old(token("bob@example.org"), "bob@example.org"), "bob@example.org");
}

TEST_F(TokenLoginTest, NobodyBecomesAnother)
{
    EXPECT_EQ(bearer(token("alice@example.org"), "bob@example.org"), refused);
    EXPECT_EQ(old(token("alice@example.org"), "bob@example.org"), refused);
    EXPECT_EQ(old(token("alice@example.org"), "nobody@example.org"), refused);
    // Addresses that are only folded to hers: another user of the issuer could have them.
    EXPECT_EQ(bearer(token("\uff41lice@example.org")), refused);
    EXPECT_EQ(bearer(token("\\\"alice\\\"@example.org")), refused);
    EXPECT_EQ(bearer(token("alice")), refused);
    EXPECT_EQ(bearer(token("alice+x@example.org")), refused);
    const std::vector<std::string> targets{"alice@example.org"};
    ASSERT_TRUE(directory.addAlias("sales@example.org", targets));
    EXPECT_EQ(bearer(token("sales@example.org")), refused);
}

TEST_F(TokenLoginTest, RefusalsReadTheSame)
{
    EXPECT_EQ(bearer(token("nobody@example.org")), refused);
    EXPECT_EQ(bearer(token("alice@example.org", start - 3600)), refused);
    EXPECT_EQ(bearer("nonsense"), refused);
    EXPECT_EQ(bearer("eyJhbGciOiJub25lIn0.e30."), refused);
    tokens::TestIssuer other;
    other.makeKey("one", "EdDSA");
    EXPECT_EQ(bearer(other.token("one", R"({"iss":"https://id.test"})")), refused);
}

TEST_F(TokenLoginTest, ARefusalSaysWhereTokensComeFrom)
{
    EXPECT_EQ(
        login("OAUTHBEARER", {"n,,\1auth=Bearer x\1\1"}),
        "challenge {\"status\":\"invalid_token\",\"openid-configuration\":"
        "\"https://id.test/.well-known/openid-configuration\"}"
    );
    EXPECT_EQ(login("OAUTHBEARER", {"n,,\1auth=Bearer x\1\1", "*"}), ": the login was given up");
}

TEST_F(TokenLoginTest, SwitchesHoldForTokensToo)
{
    ASSERT_TRUE(directory.setAccount("alice@example.org", "enabled", "off"));
    EXPECT_EQ(
        bearer(token("alice@example.org")), "AUTHORIZATIONFAILED: This account is switched off"
    );
    ASSERT_TRUE(directory.setAccount("alice@example.org", "enabled", "on"));
    authenticator.setConnectionLimit(0);
    EXPECT_TRUE(bearer(token("alice@example.org")).starts_with("INUSE"));
}

TEST_F(TokenLoginTest, WhatWasItsGroundEndsTheSession)
{
    const auto imap = sessionUntil(start + 3600);
    ASSERT_TRUE(directory.setAccount("alice@example.org", "pop3", "off"));
    EXPECT_EQ(lost(imap), "");
    ASSERT_TRUE(directory.setAccount("alice@example.org", "imap", "off"));
    EXPECT_EQ(lost(imap), "IMAP is switched off for this account");
    ASSERT_TRUE(directory.setAccount("alice@example.org", "imap", "on"));

    const auto disabled = sessionUntil(start + 3600);
    ASSERT_TRUE(directory.setAccount("alice@example.org", "enabled", "off"));
    EXPECT_EQ(lost(disabled), "This account is switched off");
    ASSERT_TRUE(directory.setAccount("alice@example.org", "enabled", "on"));

    const auto removed = sessionUntil(start + 3600);
    ASSERT_TRUE(directory.removeAccount("alice@example.org"));
    EXPECT_EQ(lost(removed), "This account was removed");
    add("alice@example.org");
    const auto again = sessionUntil(start + 3600);
    authenticator.setIssuer(nullptr);
    EXPECT_EQ(lost(again), "");
    authenticator.reviewSeats();
    EXPECT_EQ(lost(again), "Tokens of that issuer let nobody in any more");
}

TEST_F(TokenLoginTest, TheEndOfTheTokenEndsTheSession)
{
    const auto session = sessionUntil(start + 60);
    clock.advance(std::chrono::seconds(60) + std::chrono::seconds(tokens::leeway - 1));
    authenticator.reviewSeats();
    EXPECT_EQ(lost(session), "");
    clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(lost(session), "");
    authenticator.reviewSeats();
    EXPECT_EQ(lost(session), "The token has expired; log in again");
}

TEST_F(TokenLoginTest, PasswordsAreNoConcernOfIt)
{
    const auto session = sessionUntil(start + 3600);
    ASSERT_TRUE(directory.setCredentials("alice@example.org", credentials("new")));
    ASSERT_TRUE(directory.setAccount("alice@example.org", "app_passwords_only", "on"));
    authenticator.reviewSeats();
    EXPECT_EQ(lost(session), "");
    EXPECT_EQ(bearer(token("alice@example.org")), "alice@example.org");
}

TEST_F(TokenLoginTest, WrongTokensAreThrottled)
{
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(bearer("nonsense"), refused);
    EXPECT_EQ(slept.size(), 17U);
    EXPECT_TRUE(bearer(token("alice@example.org")).starts_with("LIMIT"));
}

TEST_F(TokenLoginTest, NothingIsOfferedWithoutAnIssuer)
{
    EXPECT_EQ(std::ranges::count(authenticator.mechanisms(channel), "OAUTHBEARER"), 1);
    EXPECT_EQ(std::ranges::count(authenticator.mechanisms(channel), "XOAUTH2"), 1);
    authenticator.setIssuer(nullptr);
    EXPECT_EQ(std::ranges::count(authenticator.mechanisms(channel), "OAUTHBEARER"), 0);
    EXPECT_EQ(std::ranges::count(authenticator.mechanisms(channel), "XOAUTH2"), 0);
    EXPECT_TRUE(bearer(token("alice@example.org")).starts_with("CANNOT"));
}

TEST_F(TokenLoginTest, WithoutKeysItIsTheServersFault)
{
    tokens::IssuerSettings settings;
    settings.rules = {.issuer = "https://id.test", .audience = "mail"};
    settings.keys = folder / "missing.json";
    authenticator.setIssuer(std::make_shared<tokens::Issuer>(clock, std::move(settings)));
    for (int i = 0; i < 30; ++i)
        EXPECT_EQ(
            bearer(token("alice@example.org")), ": the keys of the issuer of tokens cannot be read"
        );
    EXPECT_EQ(slept.size(), 0U);
}

} // namespace
} // namespace postamt::accounts
