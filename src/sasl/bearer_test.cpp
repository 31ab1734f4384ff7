#include "sasl/bearer_pairs.h"
#include "sasl/oauthbearer.h"
#include "sasl/xoauth2.h"

#include <gtest/gtest.h>

namespace postamt::sasl {
namespace {

constexpr auto configuration = "https://id.test/.well-known/openid-configuration";
constexpr auto openRefusal
    = R"({"status":"invalid_token","openid-configuration":"https://id.test/.well-known/openid-configuration"})";

std::string said(const ServerStep& step)
{
    if (const auto* verify = std::get_if<VerifyToken>(&step))
        return "verify [" + verify->user + "] " + verify->token;
    if (const auto* challenge = std::get_if<Challenge>(&step))
        return "challenge " + challenge->bytes;
    if (const auto* done = std::get_if<Done>(&step))
        return "done " + done->user;
    const auto* failed = std::get_if<Failed>(&step);
    if (failed == nullptr)
        return "another step";
    switch (failed->reason) {
    case Failure::Malformed:
        return "malformed";
    case Failure::TooLong:
        return "too long";
    case Failure::Rejected:
        return "rejected";
    case Failure::Aborted:
        break;
    }
    return "aborted";
}

std::string open(std::string_view message)
{
    OAuthBearerServer server(configuration);
    return said(server.start(message));
}

std::string old(std::string_view message)
{
    XOAuth2Server server;
    return said(server.start(message));
}

TEST(OAuthBearer, FollowsTheExamplesOfTheRfc)
{
    // RFC 7628 section 4.1
    const std::string_view message = "n,a=user@example.com,\1host=server.example.com\1port=143\1"
                                     "auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\1\1";
    OAuthBearerServer server(configuration);
    EXPECT_EQ(
        said(server.start(message)),
        "verify [user@example.com] vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg=="
    );
    EXPECT_EQ(said(server.resume(true)), "done user@example.com");
    EXPECT_EQ(said(server.step("\1")), "malformed");
    // section 4.2: the failure, and the client's dummy
    OAuthBearerServer refusing(configuration);
    EXPECT_EQ(said(refusing.start(std::nullopt)), "challenge ");
    refusing.step(message);
    EXPECT_EQ(said(refusing.resume(false)), std::string("challenge ") + openRefusal);
    EXPECT_EQ(said(refusing.step("\1")), "rejected");
    EXPECT_EQ(said(refusing.step("\1")), "malformed");
    // section 4.3: whom can I get a token from?
    OAuthBearerServer asked(configuration);
    EXPECT_EQ(
        said(asked.start("n,a=user@example.com,\1host=x\1auth=\1\1")),
        std::string("challenge ") + openRefusal
    );
    EXPECT_EQ(said(asked.step("\1")), "rejected");
}

TEST(OAuthBearer, TakesWhatTheGrammarHas)
{
    EXPECT_EQ(open("n,,\1auth=Bearer x\1\1"), "verify [] x");
    EXPECT_EQ(open("y,,\1auth=bearer x\1\1"), "verify [] x");
    EXPECT_EQ(open("n,a=a=2Cb=3D,\1auth=Bearer x\1\1"), "verify [a,b=] x");
    EXPECT_EQ(open("n,,\1other=a b\1auth=Bearer x\1\1"), "verify [] x");
    for (const auto* wrong :
         {"",
          "n,,",
          "n,,\1",
          "n,\1auth=Bearer x\1\1",
          "n,,,\1auth=Bearer x\1\1",
          "n,,n=me\1auth=Bearer x\1\1",
          "p=tls-exporter,,\1auth=Bearer x\1\1",
          "n,a=,\1auth=Bearer x\1\1",
          "n,a=a=3,\1auth=Bearer x\1\1",
          "n,,\1auth=Bearer x\1",
          "n,,\1auth=Bearer x\1\1\1",
          "n,,\1auth=Bearer x\1\1x",
          "n,,\1auth=Bearer\1\1",
          "n,,\1auth=Bearer \1\1",
          "n,,\1auth=Basic x\1\1",
          "n,,\1auth=Bearer x y\1\1",
          "n,,\1auth=Bearer x\1auth=Bearer y\1\1",
          "n,,\1=x\1auth=Bearer x\1\1",
          "n,,\1a1=x\1auth=Bearer x\1\1",
          "n,,\1auth\1\1",
          "n,,\1auth=Bearer \xc3\xa4\1\1"})
        EXPECT_EQ(open(wrong), "malformed") << wrong;
    EXPECT_EQ(open(std::string("n,,\1auth=Bearer x\0\1\1", 20)), "malformed");
    const auto named = [](std::size_t size) {
        return open("n,a=" + std::string(size, 'u') + ",\1auth=Bearer x\1\1");
    };
    EXPECT_EQ(named(255), "verify [" + std::string(255, 'u') + "] x");
    EXPECT_EQ(named(256), "malformed");
}

TEST(OAuthBearer, NothingIsDoneOutOfOrder)
{
    OAuthBearerServer early(configuration);
    EXPECT_EQ(said(early.resume(true)), "malformed");
    EXPECT_EQ(said(early.step("n,,\1auth=Bearer x\1\1")), "malformed");
    OAuthBearerServer twice(configuration);
    twice.start("n,,\1auth=Bearer x\1\1");
    EXPECT_EQ(said(twice.step("n,,\1auth=Bearer x\1\1")), "malformed");
    EXPECT_EQ(said(twice.resume(true)), "malformed");
}

TEST(XOAuth2, LetsInAndRefuses)
{
    const std::string_view message = "user=someuser@example.com\1auth=Bearer ya29.vF9dft4qmTc2N\1\1";
    XOAuth2Server server;
    EXPECT_EQ(said(server.start(message)), "verify [someuser@example.com] ya29.vF9dft4qmTc2N");
    EXPECT_EQ(said(server.resume(true)), "done someuser@example.com");
    XOAuth2Server refusing;
    EXPECT_EQ(said(refusing.start(std::nullopt)), "challenge ");
    refusing.step(message);
    EXPECT_EQ(said(refusing.resume(false)), R"(challenge {"status":"401","schemes":"bearer"})");
    EXPECT_EQ(said(refusing.step("")), "rejected");
    EXPECT_EQ(said(refusing.resume(true)), "malformed");
}

TEST(XOAuth2, RefusesOtherForms)
{
    for (const auto* wrong :
         {"",
          "user=me",
          "user=\1auth=Bearer x\1\1",
          "User=me\1auth=Bearer x\1\1",
          "user=me\1auth=Bearer \1\1",
          "user=me\1auth=\1\1",
          "user=me\1\1",
          "user=me\1auth=Bearer x\1",
          "user=me\1auth=Bearer x\1\1\1"})
        EXPECT_EQ(old(wrong), "malformed") << wrong;
    EXPECT_EQ(old("user=" + std::string(256, 'u') + "\1auth=Bearer x\1\1"), "too long");
}

} // namespace
} // namespace postamt::sasl
