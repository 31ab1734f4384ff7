#include "base/encoding.h"
#include "sasl/mechanisms.h"
#include "sasl/server_exchange.h"

#include <gtest/gtest.h>

namespace postamt::sasl {

namespace {

SystemRandom systemRandom;
const ChannelBindings bindings{{.name = "tls-exporter", .bytes = std::string(32, 'b')}};

ServerExchange exchangeOf(std::string_view mechanism)
{
    ServerSettings settings{.random = systemRandom, .scramSecret = "secret"};
    settings.bindings = bindings;
    return ServerExchange(findMechanism(mechanism)->server(settings));
}

Failure failureOf(const ServerStep& step)
{
    EXPECT_TRUE(std::holds_alternative<Failed>(step));
    const auto* failed = std::get_if<Failed>(&step);
    return failed != nullptr ? failed->reason : Failure::Rejected;
}

} // namespace

TEST(ServerExchange, RunsEveryMechanismAgainstItsClient)
{
    for (const auto& mechanism : mechanisms()) {
        if (mechanism.client == nullptr)
            continue;
        auto server = exchangeOf(mechanism.name);
        ClientCredentials alice{"alice", "pencil"};
        if (mechanism.needs == Needs::Binding)
            alice.bindings = bindings;
        const auto client = mechanism.client(alice, systemRandom);
        const auto initial = client->start().value();
        ServerStep step
            = initial ? server.start(base64Encode(*initial)) : server.start(std::nullopt);
        while (!std::holds_alternative<Done>(step)) {
            ASSERT_FALSE(std::holds_alternative<Failed>(step)) << mechanism.name;
            if (const auto* challenge = std::get_if<Challenge>(&step)) {
                const auto bytes = base64Decode(encodeChallenge(*challenge)).value();
                step = server.line(base64Encode(client->respond(bytes).value()));
            } else if (const auto* verify = std::get_if<VerifyPassword>(&step)) {
                step = server.resume(verify->user == "alice" && verify->password == "pencil");
            } else {
                const auto hash = std::get<FindScramCredential>(step).hash;
                const auto stored
                    = makeScramCredential("pencil", "0123456789abcdef", scramIterations, hash);
                step = server.resume(std::optional(stored.value()));
            }
        }
        EXPECT_TRUE(client->mayEnd());
        EXPECT_EQ(std::get<Done>(step).user, "alice");
    }
}

TEST(ServerExchange, StarAborts)
{
    for (const auto& mechanism : mechanisms()) {
        auto server = exchangeOf(mechanism.name);
        EXPECT_TRUE(std::holds_alternative<Challenge>(server.start(std::nullopt)));
        EXPECT_EQ(failureOf(server.line("*")), Failure::Aborted);
        EXPECT_EQ(failureOf(server.line("AGEAYg==")), Failure::Malformed);
    }
}

TEST(ServerExchange, RefusesBadBase64)
{
    for (const auto* text :
         {"*x", "AGEAYg=", "AGEAYg", "A GEAYg==", "====", "\xc3\xb6\xc3\xb6", "AGEAYh=="}) {
        for (const auto& mechanism : mechanisms()) {
            auto server = exchangeOf(mechanism.name);
            server.start(std::nullopt);
            EXPECT_EQ(failureOf(server.line(text)), Failure::Malformed) << text;
            auto initial = exchangeOf(mechanism.name);
            EXPECT_EQ(failureOf(initial.start(text)), Failure::Malformed) << text;
        }
    }
}

TEST(ServerExchange, TellsEmptyFromAbsentInitialResponse)
{
    EXPECT_EQ(failureOf(exchangeOf("PLAIN").start("=")), Failure::Malformed);
    EXPECT_EQ(failureOf(exchangeOf("SCRAM-SHA-256").start("=")), Failure::Malformed);
    EXPECT_TRUE(std::holds_alternative<Challenge>(exchangeOf("LOGIN").start("=")));
    EXPECT_EQ(failureOf(exchangeOf("PLAIN").start("")), Failure::Malformed);
    auto emptyLine = exchangeOf("PLAIN");
    emptyLine.start(std::nullopt);
    EXPECT_EQ(failureOf(emptyLine.line("")), Failure::Malformed);
}

TEST(ServerExchange, KeepsToTheLimit)
{
    // the encoded limit is a multiple of four; PLAIN has its own, smaller limits behind it
    const std::string fits = base64Encode(std::string(maxEncodedMessage / 4 * 3, 'x'));
    ASSERT_EQ(fits.size(), maxEncodedMessage);
    EXPECT_EQ(failureOf(exchangeOf("PLAIN").start(fits)), Failure::Malformed);
    EXPECT_EQ(failureOf(exchangeOf("PLAIN").start(fits + "AAAA")), Failure::TooLong);
    auto server = exchangeOf("PLAIN");
    server.start(std::nullopt);
    EXPECT_EQ(failureOf(server.line(fits + "AAAA")), Failure::TooLong);
}

TEST(Mechanisms, AreFoundInAnyCase)
{
    EXPECT_EQ(findMechanism("plain")->name, "PLAIN");
    EXPECT_TRUE(findMechanism("PLAIN")->needsTls);
    EXPECT_TRUE(findMechanism("Login")->needsTls);
    EXPECT_FALSE(findMechanism("scram-sha-256")->needsTls);
    EXPECT_EQ(findMechanism("scram-sha-256-plus")->needs, Needs::Binding);
    EXPECT_EQ(findMechanism("SCRAM-SHA-1")->needs, Needs::Nothing);
    for (const auto* name : {"oauthbearer", "XOAuth2"}) {
        EXPECT_TRUE(findMechanism(name)->needsTls);
        EXPECT_EQ(findMechanism(name)->needs, Needs::Issuer);
    }
    EXPECT_TRUE(findMechanism("external")->needsTls);
    EXPECT_EQ(findMechanism("external")->needs, Needs::Certificate);
    EXPECT_EQ(findMechanism("SCRAM-SHA-512"), nullptr);
    EXPECT_EQ(findMechanism(""), nullptr);
}

} // namespace postamt::sasl
