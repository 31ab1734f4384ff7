#include "accounts/login_exchange.h"
#include "base/encoding.h"
#include "store/memory/memory_engine.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <functional>

namespace postamt::accounts {
namespace {

class LoginExchangeTest : public testing::Test {
protected:
    LoginExchangeTest()
    {
        EXPECT_TRUE(directory.addDomain("example.org"));
        const auto credentials = *makeCredentials("secret", random, PasswordCost::least());
        alice = *directory.addAccount({.address = "alice@example.org", .credentials = credentials});
    }

    Result<LoginExchange::Step> run(Task<Result<LoginExchange::Step>> task)
    {
        boost::asio::io_context context;
        Result<LoginExchange::Step> out;
        boost::asio::co_spawn(context, std::move(task), [&](std::exception_ptr failure, auto step) {
            EXPECT_FALSE(failure);
            out = std::move(step);
        });
        context.run();
        return out;
    }

    Result<LoginExchange::Step> plain(const std::string& text, bool isSecure = true)
    {
        LoginExchange exchange(authenticator, random, {.user = {}, .peer = "192.0.2.1"});
        return run(exchange.start("PLAIN", isSecure, base64Encode(text)));
    }

    ManualClock clock{1'700'000'000};
    SystemRandom random;
    store::MemoryEngine engine;
    Directory directory{engine, clock};
    LoginThrottle throttle{clock, random};
    Workers workers{1};
    Authenticator authenticator{directory, throttle, workers, random, PasswordCost::least()};
    mail::AccountId alice;
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
    LoginExchange exchange(authenticator, random, {.user = {}, .peer = {}});
    EXPECT_EQ(run(exchange.start("NTLM", true, std::nullopt)).error().code, "CANNOT");
}

TEST_F(LoginExchangeTest, scramThereAndBack)
{
    LoginExchange exchange(authenticator, random, {.user = {}, .peer = "192.0.2.1"});
    const auto client = sasl::findMechanism("SCRAM-SHA-256")
                            ->client({.user = "alice@example.org", .password = "secret"}, random);
    auto step = run(exchange.start("SCRAM-SHA-256", true, base64Encode(**client->start())));
    while (step && std::holds_alternative<std::string>(*step)) {
        const auto answer = client->respond(*base64Decode(std::get<std::string>(*step)));
        ASSERT_TRUE(answer) << answer.error().text;
        step = run(exchange.line(base64Encode(*answer)));
    }
    ASSERT_TRUE(step) << step.error().text;
    EXPECT_TRUE(client->mayEnd());
    EXPECT_EQ(std::get<AuthenticatedUser>(*step).address, "alice@example.org");
}

TEST_F(LoginExchangeTest, scramWithAWrongPasswordAbortAndNonsense)
{
    for (const std::string answer : {"*", "!", "Yz1iaXdzLHI9eA=="}) {
        LoginExchange exchange(authenticator, random, {.user = {}, .peer = "192.0.2.1"});
        const auto first = base64Encode("n,,n=alice@example.org,r=nonce");
        ASSERT_TRUE(run(exchange.start("SCRAM-SHA-256", true, first)));
        EXPECT_FALSE(run(exchange.line(answer))) << answer;
    }
}

} // namespace
} // namespace postamt::accounts
