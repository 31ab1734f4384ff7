#include "accounts/test_accounts.h"

namespace postamt::accounts {
namespace {

class LoginExchangeTest : public TestAccounts {
protected:
    Result<LoginExchange::Step> plain(const std::string& text, bool isSecure = true)
    {
        LoginExchange exchange(
            authenticator, random, {.user = {}, .peer = "192.0.2.1"}, {.isSecure = isSecure}
        );
        return run(exchange.start("PLAIN", base64Encode(text)));
    }

    LoginChannel secure{
        .isSecure = true,
        .bindings
        = {{"tls-exporter", std::string(32, 'x')}, {"tls-server-end-point", std::string(32, 'e')}},
    };
};

TEST_F(LoginExchangeTest, plainWithAnInitialResponse)
{
    const auto step = plain(std::string("\0alice@example.org\0secret", 25));
    ASSERT_TRUE(step);
    EXPECT_EQ(std::get<AuthenticatedUser>(*step).account, alice);
}

TEST_F(LoginExchangeTest, wrongPasswordAndSomebodyElsesNameReadTheSame)
{
    const auto wrong = plain(std::string("\0alice@example.org\0secreT", 25));
    const auto other = plain(std::string("bob@example.org\0alice@example.org\0secret", 40));
    ASSERT_FALSE(wrong);
    ASSERT_FALSE(other);
    EXPECT_EQ(wrong.error().code, "AUTHENTICATIONFAILED");
    EXPECT_EQ(wrong.error().text, other.error().text);
}

TEST_F(LoginExchangeTest, nothingWithoutTlsAndNothingUnknown)
{
    EXPECT_EQ(plain("x", false).error().code, "PRIVACYREQUIRED");
    LoginExchange exchange(authenticator, random, {.user = {}, .peer = {}}, secure);
    EXPECT_EQ(run(exchange.start("NTLM", std::nullopt)).error().code, "CANNOT");
}

TEST_F(LoginExchangeTest, scramThereAndBack)
{
    for (const auto* mechanism :
         {"SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-1"}) {
        LoginExchange exchange(authenticator, random, {.user = {}, .peer = "192.0.2.1"}, secure);
        sasl::ClientCredentials credentials{.user = "alice@example.org", .password = "secret"};
        if (std::string_view(mechanism).ends_with("-PLUS"))
            credentials.bindings = secure.bindings;
        const auto client = sasl::findMechanism(mechanism)->client(credentials, random);
        auto step = run(exchange.start(mechanism, base64Encode(**client->start())));
        while (step && std::holds_alternative<std::string>(*step)) {
            const auto answer = client->respond(*base64Decode(std::get<std::string>(*step)));
            ASSERT_TRUE(answer) << answer.error().text;
            step = run(exchange.line(base64Encode(*answer)));
        }
        ASSERT_TRUE(step) << mechanism << step.error().text;
        EXPECT_TRUE(client->mayEnd());
        EXPECT_EQ(std::get<AuthenticatedUser>(*step).address, "alice@example.org");
    }
}

TEST_F(LoginExchangeTest, plusOnlyWhereThereIsSomethingToBindTo)
{
    EXPECT_EQ(authenticator.mechanisms(secure).front(), "SCRAM-SHA-256-PLUS");
    EXPECT_TRUE(authenticator.mechanisms({}).empty());
    const LoginChannel unbound{.isSecure = true};
    for (const auto name : authenticator.mechanisms(unbound))
        EXPECT_FALSE(name.ends_with("-PLUS"));
    const auto first = base64Encode("p=tls-exporter,,n=alice@example.org,r=nonce");
    LoginExchange exchange(authenticator, random, {.user = {}, .peer = {}}, unbound);
    EXPECT_EQ(run(exchange.start("SCRAM-SHA-256-PLUS", first)).error().code, "CANNOT");
}

TEST_F(LoginExchangeTest, whoSaysThatPlusWasNotOfferedIsRefusedWhereItWas)
{
    const auto first = base64Encode("y,,n=alice@example.org,r=nonce");
    LoginExchange lied(authenticator, random, {.user = {}, .peer = {}}, secure);
    EXPECT_EQ(run(lied.start("SCRAM-SHA-256", first)).error().code, "AUTHENTICATIONFAILED");
    LoginExchange honest(authenticator, random, {.user = {}, .peer = {}}, {.isSecure = true});
    EXPECT_TRUE(run(honest.start("SCRAM-SHA-256", first)));
}

TEST_F(LoginExchangeTest, scramWithAWrongPasswordAbortAndNonsense)
{
    for (const std::string answer : {"*", "!", "Yz1iaXdzLHI9eA=="}) {
        LoginExchange exchange(authenticator, random, {.user = {}, .peer = "192.0.2.1"}, secure);
        const auto first = base64Encode("n,,n=alice@example.org,r=nonce");
        ASSERT_TRUE(run(exchange.start("SCRAM-SHA-256", first)));
        EXPECT_FALSE(run(exchange.line(answer))) << answer;
    }
}

} // namespace
} // namespace postamt::accounts
