#include "sasl/login.h"

#include <gtest/gtest.h>

namespace postamt::sasl {

namespace {

std::string challengeOf(const ServerStep& step)
{
    EXPECT_TRUE(std::holds_alternative<Challenge>(step));
    return std::get<Challenge>(step).bytes;
}

Failure failureOf(const ServerStep& step)
{
    EXPECT_TRUE(std::holds_alternative<Failed>(step));
    return std::get<Failed>(step).reason;
}

} // namespace

TEST(Login, PromptsForNameAndPassword)
{
    LoginServer server;
    EXPECT_EQ(challengeOf(server.start(std::nullopt)), "Username:");
    EXPECT_EQ(challengeOf(server.step("alice")), "Password:");
    const auto step = server.step("secret");
    EXPECT_EQ(std::get<VerifyPassword>(step).user, "alice");
    EXPECT_EQ(std::get<VerifyPassword>(step).password, "secret");
    EXPECT_EQ(std::get<Done>(server.resume(true)).user, "alice");
}

TEST(Login, TakesTheNameAsInitialResponse)
{
    LoginServer server;
    EXPECT_EQ(challengeOf(server.start("alice")), "Password:");
    EXPECT_TRUE(std::holds_alternative<VerifyPassword>(server.step("wrong")));
    EXPECT_EQ(failureOf(server.resume(false)), Failure::Rejected);
    LoginServer empty;
    EXPECT_EQ(challengeOf(empty.start("")), "Username:");
}

TEST(Login, RefusesMalformedAnswers)
{
    for (const auto& name :
         {std::string(), std::string("a\0b", 3), std::string("\xff"), std::string("a\nb")}) {
        LoginServer server;
        server.start(std::nullopt);
        EXPECT_EQ(failureOf(server.step(name)), Failure::Malformed);
        EXPECT_EQ(failureOf(server.step("alice")), Failure::Malformed);
        LoginServer second;
        second.start("alice");
        EXPECT_EQ(failureOf(second.step(name)), Failure::Malformed);
    }
}

TEST(Login, KeepsToTheLimits)
{
    for (const std::size_t size : {maxUserSize - 1, maxUserSize}) {
        LoginServer server;
        EXPECT_EQ(challengeOf(server.start(std::string(size, 'n'))), "Password:");
    }
    LoginServer server;
    EXPECT_EQ(failureOf(server.start(std::string(maxUserSize + 1, 'n'))), Failure::TooLong);
    LoginServer fits;
    fits.start("a");
    EXPECT_TRUE(std::holds_alternative<VerifyPassword>(fits.step(std::string(maxPasswordSize, 'p')))
    );
    LoginServer second;
    second.start("a");
    EXPECT_EQ(failureOf(second.step(std::string(maxPasswordSize + 1, 'p'))), Failure::TooLong);
}

TEST(Login, VerdictOutOfTurnFails)
{
    LoginServer server;
    server.start("alice");
    EXPECT_EQ(failureOf(server.resume(true)), Failure::Malformed);
    EXPECT_EQ(failureOf(server.step("secret")), Failure::Malformed);
}

TEST(LoginClient, AnswersTwoPrompts)
{
    LoginClient client({"alice", "secret"});
    EXPECT_EQ(client.start().value(), std::nullopt);
    EXPECT_EQ(client.respond("User Name").value(), "alice");
    EXPECT_FALSE(client.mayEnd());
    EXPECT_EQ(client.respond("Password").value(), "secret");
    EXPECT_TRUE(client.mayEnd());
    EXPECT_FALSE(client.respond("again"));
}

} // namespace postamt::sasl
