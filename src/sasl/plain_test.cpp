#include "sasl/plain.h"

#include <gtest/gtest.h>

namespace postamt::sasl {

namespace {

std::string
joined(std::string_view authorizationId, std::string_view user, std::string_view password)
{
    std::string out(authorizationId);
    out += '\0';
    out += user;
    out += '\0';
    out += password;
    return out;
}

// The step that an initial response leads to.
ServerStep first(std::string_view message)
{
    PlainServer server;
    return server.start(message);
}

Failure failureOf(const ServerStep& step)
{
    EXPECT_TRUE(std::holds_alternative<Failed>(step));
    return std::get<Failed>(step).reason;
}

} // namespace

TEST(Plain, AsksForTheVerdictAndIsDone)
{
    PlainServer server;
    const auto step = server.start(joined("", "tim", "tanstaaftanstaaf"));
    const auto& ask = std::get<VerifyPassword>(step);
    EXPECT_EQ(ask.user, "tim");
    EXPECT_EQ(ask.password, "tanstaaftanstaaf");
    EXPECT_EQ(std::get<Done>(server.resume(true)).user, "tim");
    EXPECT_EQ(failureOf(server.resume(true)), Failure::Malformed);
    EXPECT_EQ(failureOf(server.step(joined("", "tim", "x"))), Failure::Malformed);
}

TEST(Plain, ChallengesWithNothingIfThereIsNoInitialResponse)
{
    PlainServer server;
    EXPECT_EQ(std::get<Challenge>(server.start(std::nullopt)).bytes, "");
    EXPECT_TRUE(std::holds_alternative<VerifyPassword>(server.step(joined("", "a", "b"))));
    EXPECT_EQ(failureOf(server.resume(false)), Failure::Rejected);
}

TEST(Plain, RefusesToActForAnother)
{
    EXPECT_TRUE(std::holds_alternative<VerifyPassword>(first(joined("Alice", "alice", "x"))));
    EXPECT_EQ(failureOf(first(joined("bob", "alice", "x"))), Failure::Rejected);
    EXPECT_EQ(failureOf(first(joined("\xff", "alice", "x"))), Failure::Malformed);
}

TEST(Plain, RefusesMalformedMessages)
{
    for (const auto& message :
         {std::string(),
          std::string("a"),
          std::string("\0a", 2),
          joined("", "", "x"),
          joined("", "a", ""),
          joined("", "a", std::string("b\0c", 3)),
          joined("", "a\xff", "b"),
          joined("", "a", "\xc3"),
          joined("", "a\r\nb", "c"),
          joined("", "a", "b\x01"),
          std::string("\0\0", 2)})
        EXPECT_EQ(failureOf(first(message)), Failure::Malformed) << testing::PrintToString(message);
}

TEST(Plain, KeepsToTheLimits)
{
    const auto name = [](std::size_t size) { return std::string(size, 'n'); };
    for (const std::size_t size : {maxUserSize - 1, maxUserSize})
        EXPECT_TRUE(std::holds_alternative<VerifyPassword>(first(joined("", name(size), "p"))));
    EXPECT_EQ(failureOf(first(joined("", name(maxUserSize + 1), "p"))), Failure::TooLong);
    EXPECT_EQ(failureOf(first(joined(name(maxUserSize + 1), "n", "p"))), Failure::TooLong);
    for (const std::size_t size : {maxPasswordSize - 1, maxPasswordSize})
        EXPECT_TRUE(std::holds_alternative<VerifyPassword>(first(joined("", "n", name(size)))));
    EXPECT_EQ(failureOf(first(joined("", "n", name(maxPasswordSize + 1)))), Failure::TooLong);
}

TEST(Plain, PreparesTheNameAndThePassword)
{
    // LATIN SMALL LETTER O WITH DIAERESIS, composed and not
    const auto step = first(joined("", "o\xcc\x88", "\xc3\xb6"));
    EXPECT_EQ(std::get<VerifyPassword>(step).user, "\xc3\xb6");
    EXPECT_EQ(std::get<VerifyPassword>(step).password, "\xc3\xb6");
}

TEST(Plain, AnswersOutOfTurnFail)
{
    PlainServer early;
    EXPECT_EQ(failureOf(early.resume(true)), Failure::Malformed);
    PlainServer twice;
    twice.start(std::nullopt);
    EXPECT_EQ(failureOf(twice.start(joined("", "a", "b"))), Failure::Malformed);
    PlainServer wrong;
    wrong.start(joined("", "a", "b"));
    ServerMechanism& mechanism = wrong;
    EXPECT_EQ(failureOf(mechanism.resume(std::optional<ScramCredential>())), Failure::Malformed);
}

TEST(PlainClient, SaysAllAtOnce)
{
    PlainClient client({"tim", "pw"});
    EXPECT_FALSE(client.mayEnd());
    EXPECT_EQ(client.start().value(), joined("", "tim", "pw"));
    EXPECT_TRUE(client.mayEnd());
    EXPECT_FALSE(client.respond("more"));
    EXPECT_FALSE(PlainClient({std::string("a\0b", 3), "x"}).start());
    EXPECT_FALSE(PlainClient({"", "x"}).start());
}

} // namespace postamt::sasl
