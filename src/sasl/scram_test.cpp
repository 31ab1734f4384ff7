#include "base/encoding.h"
#include "sasl/scram_client.h"
#include "sasl/scram_hash.h"
#include "sasl/scram_server.h"

#include <gtest/gtest.h>

namespace postamt::sasl {

namespace {

// RFC 7677 section 3, and RFC 5802 section 5 for SHA-1
struct Vector {
    ScramHash hash;
    std::string clientNonce;
    std::string serverNonce;
    std::string salt;
    std::string proof;
    std::string signature;
};

const Vector vectors[] = {
    {ScramHash::Sha256,
     "rOprNGfwEbeRWgbNEkqO",     "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
     "W22ZaJ0SNY7soEsUEjb6gQ==", "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
     "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="},
    {ScramHash::Sha1,
     "fyko+d2lbbFgONRv9qkxdawL", "3rfcNHYJY1ZVvWVs7j",
     "QSXCR+Q6sek8bf92",         "v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
     "rmF9pqV8S7suAoZWja4dJRkFsKQ="                },
};

ScramServer serverFor(const Vector& v)
{
    ScramServerSettings settings;
    settings.hash = v.hash;
    settings.secret = "key";
    return {settings, v.serverNonce};
}

ScramCredential credentialFor(const Vector& v, std::string_view password = "pencil")
{
    return makeScramCredential(password, *base64Decode(v.salt), 4096, v.hash).value();
}

std::string challengeOf(const ServerStep& step)
{
    EXPECT_TRUE(std::holds_alternative<Challenge>(step));
    const auto* challenge = std::get_if<Challenge>(&step);
    return challenge != nullptr ? challenge->bytes : std::string();
}

Failure failureOf(const ServerStep& step)
{
    EXPECT_TRUE(std::holds_alternative<Failed>(step));
    const auto* failed = std::get_if<Failed>(&step);
    return failed != nullptr ? failed->reason : Failure::Aborted;
}

// Plays an exchange of our two sides; gives how the server ended it.
ServerStep
play(ScramServer& server, ScramClient& client, const std::optional<ScramCredential>& stored)
{
    auto step = server.start(client.start().value());
    if (std::holds_alternative<FindScramCredential>(step))
        step = server.resume(stored);
    while (const auto* challenge = std::get_if<Challenge>(&step)) {
        const auto answer = client.respond(challenge->bytes);
        if (!answer)
            return Failed{Failure::Aborted};
        step = server.step(*answer);
    }
    return step;
}

constexpr std::string_view clientFirst = "n,,n=user,r=abc";

// The answer of a server to a client-first-message.
ServerStep firstStep(std::string_view message, ScramServerSettings settings = {})
{
    ScramServer server(std::move(settings), "xyz");
    return server.start(message);
}

} // namespace

TEST(Scram, FollowsTheVectorsOfTheRfcs)
{
    for (const auto& v : vectors) {
        const auto nonce = v.clientNonce + v.serverNonce;
        auto server = serverFor(v);
        const auto step = server.start("n,,n=user,r=" + v.clientNonce);
        EXPECT_EQ(std::get<FindScramCredential>(step).user, "user");
        EXPECT_EQ(
            challengeOf(server.resume(credentialFor(v))), "r=" + nonce + ",s=" + v.salt + ",i=4096"
        );
        const auto last = server.step("c=biws,r=" + nonce + ",p=" + v.proof);
        EXPECT_EQ(challengeOf(last), "v=" + v.signature);
        EXPECT_EQ(std::get<Done>(server.step("")).user, "user");

        ScramClient client({"user", "pencil"}, v.clientNonce, v.hash);
        EXPECT_EQ(client.start().value(), "n,,n=user,r=" + v.clientNonce);
        EXPECT_EQ(
            client.respond("r=" + nonce + ",s=" + v.salt + ",i=4096").value(),
            "c=biws,r=" + nonce + ",p=" + v.proof
        );
        EXPECT_FALSE(client.mayEnd());
        EXPECT_EQ(client.respond("v=" + v.signature).value(), "");
        EXPECT_TRUE(client.mayEnd());
        EXPECT_FALSE(client.respond(""));
    }
}

TEST(Scram, RefusesAWrongPassword)
{
    auto server = serverFor(vectors[0]);
    ScramClient client({"user", "wrong"}, "cn");
    EXPECT_EQ(failureOf(play(server, client, credentialFor(vectors[0]))), Failure::Rejected);
    EXPECT_FALSE(client.mayEnd());
}

TEST(Scram, TreatsAnUnknownUserLikeAWrongPassword)
{
    const auto challenge = [](std::string_view user, const std::string& secret) {
        ScramServerSettings settings;
        settings.secret = secret;
        ScramServer server(settings, "xyz");
        server.start("n,,n=" + std::string(user) + ",r=abc");
        return challengeOf(server.resume(std::optional<ScramCredential>()));
    };
    EXPECT_EQ(challenge("nobody", "k"), challenge("nobody", "k"));
    EXPECT_EQ(challenge("nobody", "k"), challenge("NoBody", "k"));
    EXPECT_NE(challenge("nobody", "k"), challenge("noone", "k"));
    EXPECT_NE(challenge("nobody", "k"), challenge("nobody", "other"));
    const auto first = ScramServerFirst::parse(challenge("nobody", "k"));
    ASSERT_TRUE(first);
    EXPECT_EQ(first->salt.size(), scramSaltSize);
    EXPECT_EQ(first->iterations, scramIterations);

    auto server = serverFor(vectors[0]);
    ScramClient client({"nobody", "pencil"}, "cn");
    EXPECT_EQ(failureOf(play(server, client, std::nullopt)), Failure::Rejected);
}

TEST(Scram, UnknownUserFailsEvenIfTheFalseKeysWereKnown)
{
    // A client that has the server's secret can compute a proof for the false stored key only if it
    // can invert the hash; this checks that the exchange does not rest on that alone.
    ScramServerSettings settings;
    settings.secret = "k";
    ScramServer server(settings, "xyz");
    server.start("n,,n=user,r=abc");
    server.resume(std::optional<ScramCredential>());
    const auto proof = base64Encode(std::string(32, 'p'));
    EXPECT_EQ(failureOf(server.step("c=biws,r=abcxyz,p=" + proof)), Failure::Rejected);
}

TEST(Scram, HandlesNamesAndPasswordsBeyondAscii)
{
    auto stored = makeScramCredential(
        "stra\xc3\x9f"
        "e",
        "0123456789abcdef"
    );
    ASSERT_TRUE(stored);
    ScramServer server({}, "sn");
    ScramClient client(
        {"a,b=c\xc3\xb6",
         "stra\xc3\x9f"
         "e"},
        "cn"
    );
    const auto step = play(server, client, *stored);
    ASSERT_TRUE(std::holds_alternative<Done>(step));
    EXPECT_EQ(std::get<Done>(step).user, "a,b=c\xc3\xb6");
}

TEST(Scram, BindsTheChannelAsAsked)
{
    const ChannelBinding binding{"tls-exporter", "EXPORTED"};
    ScramServerSettings offered;
    offered.bindings = {binding, {"tls-server-end-point", "HASH"}};
    ScramServerSettings plus = offered;
    plus.plus = true;
    const auto asks
        = [](const ServerStep& step) { return std::holds_alternative<FindScramCredential>(step); };
    EXPECT_TRUE(asks(firstStep("n,,n=user,r=abc")));
    EXPECT_TRUE(asks(firstStep("y,,n=user,r=abc")));
    EXPECT_EQ(failureOf(firstStep("p=tls-exporter,,n=user,r=abc")), Failure::Rejected);
    EXPECT_TRUE(asks(firstStep("n,,n=user,r=abc", offered)));
    EXPECT_EQ(failureOf(firstStep("y,,n=user,r=abc", offered)), Failure::Rejected);
    EXPECT_TRUE(asks(firstStep("p=tls-exporter,,n=user,r=abc", plus)));
    EXPECT_TRUE(asks(firstStep("p=tls-server-end-point,,n=user,r=abc", plus)));
    EXPECT_EQ(failureOf(firstStep("p=tls-unique,,n=user,r=abc", plus)), Failure::Rejected);
    EXPECT_EQ(failureOf(firstStep("y,,n=user,r=abc", plus)), Failure::Rejected);
    EXPECT_EQ(failureOf(firstStep("n,,n=user,r=abc", plus)), Failure::Rejected);
}

TEST(Scram, ChecksTheBindingBytes)
{
    // The right proof over the given c= value, of a client that knows the password.
    const auto finish
        = [](const std::string& gs2, const std::string& bound, ScramServerSettings settings) {
              const auto stored = makeScramCredential("pencil", "0123456789abcdef").value();
              ScramServer server(std::move(settings), "xyz");
              server.start(gs2 + "n=user,r=abc");
              const auto challenge = challengeOf(server.resume(stored));
              const auto withoutProof = "c=" + base64Encode(bound) + ",r=abcxyz";
              const auto salted
                  = saltedPassword(ScramHash::Sha256, "pencil", stored.salt, stored.iterations);
              const auto key = hmac(ScramHash::Sha256, salted, "Client Key");
              const auto text = "n=user,r=abc," + challenge + ',' + withoutProof;
              const auto proof = exclusiveOr(key, hmac(ScramHash::Sha256, stored.storedKey, text));
              return server.step(withoutProof + ",p=" + base64Encode(proof));
          };
    ScramServerSettings plus;
    plus.plus = true;
    plus.bindings = {{"tls-exporter", "EXPORTED"}, {"tls-server-end-point", "HASH"}};
    const std::string gs2 = "p=tls-exporter,,";
    EXPECT_TRUE(std::holds_alternative<Challenge>(finish(gs2, gs2 + "EXPORTED", plus)));
    EXPECT_EQ(failureOf(finish(gs2, gs2 + "exported", plus)), Failure::Rejected);
    EXPECT_EQ(failureOf(finish(gs2, gs2, plus)), Failure::Rejected);
    // the bytes of the one binding do not do for the other
    const std::string endPoint = "p=tls-server-end-point,,";
    EXPECT_TRUE(std::holds_alternative<Challenge>(finish(endPoint, endPoint + "HASH", plus)));
    EXPECT_EQ(failureOf(finish(endPoint, endPoint + "EXPORTED", plus)), Failure::Rejected);
    EXPECT_EQ(failureOf(finish(gs2, endPoint + "HASH", plus)), Failure::Rejected);
    EXPECT_TRUE(std::holds_alternative<Challenge>(finish("y,,", "y,,", {})));
    EXPECT_EQ(failureOf(finish("y,,", "n,,", {})), Failure::Rejected);
}

TEST(Scram, RefusesToActForAnother)
{
    EXPECT_TRUE(std::holds_alternative<FindScramCredential>(firstStep("n,a=user,n=user,r=abc")));
    EXPECT_EQ(failureOf(firstStep("n,a=root,n=user,r=abc")), Failure::Rejected);
}

TEST(Scram, RefusesMalformedFirstMessages)
{
    for (const auto* message :
         {"",
          "n",
          "n,",
          "n,,",
          "n,,n=user",
          "n,,n=,r=abc",
          "n,,n=user,r=",
          "n,,r=abc,n=user",
          "x,,n=user,r=abc",
          "p=,,n=user,r=abc",
          "n,b=x,n=user,r=abc",
          "n,,m=ext,n=user,r=abc",
          "n,,n=us=er,r=abc",
          "n,,n=us=2,r=abc",
          "n,,n=us=3d,r=abc",
          "n,,n=user,r=a bc",
          "n,,n=user,r=a\xc3\xb6",
          "n,,n=user,r=abc,x",
          "n,,n=us\xff,r=abc",
          "n,,n=u\x01,r=abc",
          "n,a=,n=user,r=abc"})
        EXPECT_EQ(failureOf(firstStep(message)), Failure::Malformed) << message;
    EXPECT_EQ(failureOf(firstStep(std::string_view("n,,n=u\0s,r=abc", 14))), Failure::Malformed);
    EXPECT_TRUE(std::holds_alternative<FindScramCredential>(firstStep("n,,n=user,r=abc,x=y,z=")));
}

TEST(Scram, KeepsToTheLimits)
{
    const auto message = [](std::size_t user, std::size_t nonce) {
        return "n,,n=" + std::string(user, 'u') + ",r=" + std::string(nonce, 'r');
    };
    for (const std::size_t size : {maxUserSize - 1, maxUserSize})
        EXPECT_TRUE(std::holds_alternative<FindScramCredential>(firstStep(message(size, 8))));
    EXPECT_EQ(failureOf(firstStep(message(maxUserSize + 1, 8))), Failure::Malformed);
    for (const std::size_t size : {maxNonceSize - 1, maxNonceSize})
        EXPECT_TRUE(std::holds_alternative<FindScramCredential>(firstStep(message(4, size))));
    EXPECT_EQ(failureOf(firstStep(message(4, maxNonceSize + 1))), Failure::Malformed);
}

TEST(Scram, RefusesMalformedFinalMessages)
{
    const auto proof = base64Encode(std::string(32, 'p'));
    const auto answer = [](const std::string& message) {
        ScramServer server({}, "xyz");
        server.start(clientFirst);
        server.resume(std::optional<ScramCredential>());
        return failureOf(server.step(message));
    };
    for (const auto& message :
         {std::string(),
          std::string("c=biws,r=abcxyz"),
          "r=abcxyz,c=biws,p=" + proof,
          "c=!,r=abcxyz,p=" + proof,
          "c=biws,r=abcxyz,p=" + proof + ",x=y",
          std::string("c=biws,r=abcxyz,p=AAAA"),
          std::string("c=biws,r=abcxyz,p="),
          ",p=" + proof,
          "c=biws,p=" + proof})
        EXPECT_EQ(answer(message), Failure::Malformed) << message;
    EXPECT_EQ(answer("c=biws,r=abc,p=" + proof), Failure::Rejected);
    EXPECT_EQ(answer("c=biws,r=xyzabc,p=" + proof), Failure::Rejected);
}

TEST(Scram, InsistsOnAnEmptyAcknowledgement)
{
    auto server = serverFor(vectors[0]);
    const auto& v = vectors[0];
    server.start("n,,n=user,r=" + v.clientNonce);
    server.resume(credentialFor(v));
    server.step("c=biws,r=" + v.clientNonce + v.serverNonce + ",p=" + v.proof);
    EXPECT_EQ(failureOf(server.step("x")), Failure::Malformed);
    EXPECT_EQ(failureOf(server.step("")), Failure::Malformed);
}

TEST(Scram, AnswersOutOfTurnFail)
{
    ScramServer server({}, "xyz");
    EXPECT_EQ(failureOf(server.resume(std::optional<ScramCredential>())), Failure::Malformed);
    EXPECT_EQ(failureOf(server.start(clientFirst)), Failure::Malformed);
    ScramServer waiting({}, "xyz");
    waiting.start(clientFirst);
    EXPECT_EQ(failureOf(waiting.step("c=biws,r=abcxyz,p=")), Failure::Malformed);
    ScramServer asked({}, "xyz");
    asked.start(clientFirst);
    EXPECT_EQ(failureOf(asked.resume(true)), Failure::Malformed);
}

TEST(ScramClient, DistrustsTheServer)
{
    const auto answer = [](const std::string& challenge) {
        ScramClient client({"user", "pencil"}, "abc");
        client.start().value();
        return client.respond(challenge).has_value();
    };
    EXPECT_TRUE(answer("r=abcx,s=AAAA,i=4096"));
    EXPECT_FALSE(answer("r=abcx,s=AAAA,i=4095"));
    EXPECT_FALSE(answer("r=abcx,s=AAAA,i=1000001"));
    EXPECT_FALSE(answer("r=abcx,s=AAAA,i=99999999999999999999"));
    EXPECT_FALSE(answer("r=abcx,s=AAAA,i=4096x"));
    EXPECT_FALSE(answer("r=abc,s=AAAA,i=4096"));
    EXPECT_FALSE(answer("r=xabc,s=AAAA,i=4096"));
    EXPECT_FALSE(answer("r=abcx,s=,i=4096"));
    EXPECT_FALSE(answer("m=x,r=abcx,s=AAAA,i=4096"));
    EXPECT_FALSE(answer(""));

    ScramClient client({"user", "pencil"}, "abc");
    client.start().value();
    client.respond("r=abcx,s=AAAA,i=4096").value();
    EXPECT_FALSE(client.respond("v=" + base64Encode(std::string(32, 's'))));
    EXPECT_FALSE(client.mayEnd());

    ScramClient refused({"user", "pencil"}, "abc");
    refused.start().value();
    refused.respond("r=abcx,s=AAAA,i=4096").value();
    EXPECT_FALSE(refused.respond("e=invalid-proof"));
    EXPECT_FALSE(ScramClient({"user", "a\nb"}, "abc").start());
}

TEST(ScramCredential, SurvivesFormatAndParse)
{
    for (const auto& v : vectors) {
        const auto credential = credentialFor(v);
        const auto text = formatScramCredential(credential, v.hash);
        EXPECT_EQ(parseScramCredential(text, v.hash), credential);
        const auto other = v.hash == ScramHash::Sha1 ? ScramHash::Sha256 : ScramHash::Sha1;
        EXPECT_EQ(parseScramCredential(text, other), std::nullopt);
        for (std::size_t cut = 0; cut < text.size(); ++cut)
            EXPECT_EQ(parseScramCredential(text.substr(0, cut), v.hash), std::nullopt) << cut;
        EXPECT_EQ(parseScramCredential(text + "x", v.hash), std::nullopt);
    }
    EXPECT_FALSE(makeScramCredential("", "salt"));
}

} // namespace postamt::sasl
