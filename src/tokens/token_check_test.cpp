#include "tokens/test_issuer.h"
#include "tokens/token.h"
#include "tokens/token_check.h"

#include <gtest/gtest.h>

namespace postamt::tokens {
namespace {

constexpr UnixSeconds now = 1'772'445'600;

class TokenCheckTest : public testing::Test {
protected:
    /// Its keys are made once for all tests: one of RSA takes long.
    static const TestIssuer& madeOnce()
    {
        static const TestIssuer made = [] {
            TestIssuer out;
            for (const auto& [id, algorithm] : kinds)
                out.makeKey(id, algorithm);
            return out;
        }();
        return made;
    }

    static std::string claims(std::string_view more = {}, UnixSeconds end = now + 300)
    {
        return fmt::format(
            R"({{"iss":"https://id.test","aud":"mail","email":"a@b.test","exp":{}{}}})", end, more
        );
    }

    /// The address, or why there is none.
    std::string found(const std::string& token) const
    {
        const auto holder = holderOf(token, keys, rules, now);
        return holder ? holder->address : holder.error().text;
    }

    std::string withClaims(const std::string& text) const
    {
        return found(issuer.token("ed", text));
    }

    static constexpr std::pair<const char*, const char*> kinds[] = {
        {"ec",  "ES256"},
        {"ed",  "EdDSA"},
        {"rsa", "RS256"},
    };
    const TestIssuer& issuer = madeOnce();
    const KeySet keys = *KeySet::parse(issuer.keySet());
    TokenRules rules{.issuer = "https://id.test", .audience = "mail"};
};

constexpr auto wrong = "the signature of the token is wrong";
constexpr auto noToken = "the token is no JSON Web Token";
constexpr auto otherAlgorithm = "the token is not signed by RS256, ES256 or EdDSA";
constexpr auto stranger = "the issuer has published no such key";

TEST_F(TokenCheckTest, TakesEachAlgorithm)
{
    for (const auto& kind : kinds)
        EXPECT_EQ(found(issuer.token(kind.first, claims())), "a@b.test") << kind.second;
    // without "kid" all keys of the algorithm are tried
    EXPECT_EQ(found(issuer.sign("ec", R"({"alg":"ES256"})", claims())), "a@b.test");
}

TEST_F(TokenCheckTest, RefusesWhatIsNotSignedByThatKey)
{
    TestIssuer other;
    for (const auto& kind : kinds) {
        other.makeKey(kind.first, kind.second);
        EXPECT_EQ(found(other.token(kind.first, claims())), wrong) << kind.second;
        auto token = issuer.token(kind.first, claims());
        auto changed = issuer.token(kind.first, claims(R"(,"x":1)"));
        // the payload of the one with the signature of the other
        changed.replace(changed.rfind('.'), std::string::npos, token.substr(token.rfind('.')));
        EXPECT_EQ(found(changed), wrong);
        EXPECT_EQ(found(token.substr(0, token.rfind('.') + 1)), wrong);
    }
    // a key of one algorithm does not do for another
    EXPECT_EQ(found(issuer.sign("rsa", R"({"alg":"ES256","kid":"rsa"})", claims())), stranger);
    EXPECT_EQ(found(issuer.sign("ec", R"({"alg":"EdDSA","kid":"ed"})", claims())), wrong);
}

TEST_F(TokenCheckTest, KnowsNoOtherAlgorithms)
{
    for (const auto* name : {"none", "None", "HS256", "HS512", "RS384", "PS256", "rs256", "ES256K", ""})
        EXPECT_EQ(
            found(issuer.sign("rsa", fmt::format(R"({{"alg":"{}","kid":"rsa"}})", name), claims())),
            otherAlgorithm
        ) << name;
    for (const auto* header : {"{}", R"({"alg":1})", R"({"alg":["RS256"]})", R"({"alg":null})"})
        EXPECT_EQ(found(issuer.sign("rsa", header, claims())), otherAlgorithm) << header;
    // a token that is not signed at all
    const auto bare
        = base64UrlEncode(R"({"alg":"none"})") + "." + base64UrlEncode(claims()) + ".";
    EXPECT_EQ(found(bare), otherAlgorithm);
}

/// CVE-2021-29157: a "kid" was a path there.
TEST_F(TokenCheckTest, KeyIdIsOnlyCompared)
{
    for (const auto* id :
         {"../../../../dev/null", "/etc/passwd", "ed\\u0000", "ed/", "ED", "%65d", "https://x.test/k"}) {
        const auto header = fmt::format(R"({{"alg":"EdDSA","kid":"{}"}})", id);
        const auto token = issuer.sign("ed", header, claims());
        EXPECT_EQ(found(token), stranger) << id;
        EXPECT_EQ(holderOf(token, keys, rules, now).error().code, "NOKEY");
    }
    for (const auto* header :
         {R"({"alg":"EdDSA","kid":1})", R"({"alg":"EdDSA","kid":["ed"]})", R"({"alg":"EdDSA","kid":null})"})
        EXPECT_EQ(
            found(issuer.sign("ed", header, claims())), "the token names its key in a wrong way"
        ) << header;
    const auto named = [&](std::size_t size) {
        const auto id = std::string(size, 'x');
        return found(issuer.sign("ed", fmt::format(R"({{"alg":"EdDSA","kid":"{}"}})", id), claims()));
    };
    EXPECT_EQ(named(256), stranger);
    EXPECT_EQ(named(257), "the token names its key in a wrong way");
}

TEST_F(TokenCheckTest, KeysInTheTokenAreNotBelieved)
{
    TestIssuer other;
    other.makeKey("evil", "EdDSA");
    const auto header
        = fmt::format(R"({{"alg":"EdDSA","kid":"ed","jwk":{},"jku":"https://x.test/"}})", other.jwk("evil"));
    EXPECT_EQ(found(other.sign("evil", header, claims())), wrong);
    EXPECT_EQ(
        found(issuer.sign("ed", R"({"alg":"EdDSA","kid":"ed","crit":["exp"]})", claims())),
        "the token has extensions that we do not know"
    );
}

TEST_F(TokenCheckTest, RefusesOtherIssuersAndAudiences)
{
    for (const auto* issuerClaim :
         {R"("iss":"https://id.test/",)", R"("iss":"https://id.tes",)", R"("iss":["https://id.test"],)", ""}) {
        const auto text = fmt::format(
            R"({{{}"aud":"mail","email":"a@b.test","exp":{}}})", issuerClaim, now + 300
        );
        EXPECT_EQ(withClaims(text), "the token is of another issuer") << issuerClaim;
    }
    for (const auto* audience :
         {R"("aud":"mail2",)", R"("aud":["web","mai"],)", R"("aud":[],)", R"("aud":{"mail":"mail"},)", ""}) {
        const auto text = fmt::format(
            R"({{"iss":"https://id.test",{}"email":"a@b.test","exp":{}}})", audience, now + 300
        );
        EXPECT_EQ(withClaims(text), "the token is for somebody else (aud)") << audience;
    }
    EXPECT_EQ(
        withClaims(fmt::format(
            R"({{"iss":"https://id.test","aud":["web","mail"],"email":"a@b.test","exp":{}}})", now + 300
        )),
        "a@b.test"
    );
}

TEST_F(TokenCheckTest, TimesHaveALittleLeeway)
{
    EXPECT_EQ(withClaims(claims({}, now - leeway + 1)), "a@b.test");
    EXPECT_EQ(withClaims(claims({}, now - leeway)), "the token has expired");
    for (const auto* name : {"nbf", "iat"}) {
        const auto at = [&](UnixSeconds time) {
            return withClaims(claims(fmt::format(R"(,"{}":{})", name, time)));
        };
        EXPECT_EQ(at(now + leeway), "a@b.test");
        EXPECT_EQ(at(now + leeway + 1), "the token is not valid yet");
        EXPECT_EQ(withClaims(claims(fmt::format(R"(,"{}":"soon")", name))), "the token is not valid yet");
    }
    for (const auto* end : {R"("2100")", "-1", "1e300", "null", "253402300800"})
        EXPECT_EQ(
            withClaims(fmt::format(
                R"({{"iss":"https://id.test","aud":"mail","email":"a@b.test","exp":{}}})", end
            )),
            "the token does not say when it ends"
        ) << end;
    EXPECT_EQ(
        withClaims(R"({"iss":"https://id.test","aud":"mail","email":"a@b.test"})"),
        "the token does not say when it ends"
    );
    EXPECT_EQ(withClaims(claims(R"(,"iat":1772445600.5)")), "a@b.test");
}

TEST_F(TokenCheckTest, WantsAVerifiedAddress)
{
    EXPECT_EQ(withClaims(claims(R"(,"email_verified":true)")), "a@b.test");
    for (const auto* value : {"false", R"("true")", "1", "null"})
        EXPECT_EQ(
            withClaims(claims(fmt::format(R"(,"email_verified":{})", value))),
            "the issuer has not verified the address in the token"
        ) << value;
    rules.addressClaim = "upn";
    EXPECT_EQ(withClaims(claims()), "the token has no address in upn");
    EXPECT_EQ(withClaims(claims(R"(,"upn":["a@b.test"])")), "the token has no address in upn");
    EXPECT_EQ(withClaims(claims(R"(,"upn":"")")), "the token has no address in upn");
    EXPECT_EQ(withClaims(claims(R"(,"upn":"c@d.test","email_verified":false)")), "c@d.test");
}

TEST_F(TokenCheckTest, RefusesWhatIsNoToken)
{
    for (const auto* text : {"", ".", "..", "...", "a.b.c", "e30.e30", "e30.e30.e30.e30", "W10.e30.", "e30.W10."})
        EXPECT_EQ(found(text), noToken) << text;
    const auto token = issuer.token("ed", claims());
    for (const auto* end : {"=", "+", " ", "\n"})
        EXPECT_EQ(found(token + end), noToken) << end;
    // nesting is limited
    const auto nested = [&](std::size_t depth) {
        return withClaims(
            claims(R"(,"x":)" + std::string(depth, '[') + std::string(depth, ']'))
        );
    };
    EXPECT_EQ(nested(15), "a@b.test");
    EXPECT_EQ(nested(17), noToken);
    EXPECT_EQ(nested(5000 / 2), noToken);
}

TEST_F(TokenCheckTest, AMemberComesOnce)
{
    EXPECT_EQ(
        found(issuer.sign("ed", R"({"alg":"none","kid":"ed","alg":"EdDSA"})", claims())), noToken
    );
    EXPECT_EQ(withClaims(claims(R"(,"email":"c@d.test")")), noToken);
    EXPECT_EQ(withClaims(claims(R"(,"\u0061ud":"web")")), noToken);
}

TEST_F(TokenCheckTest, TellsWhenItEnds)
{
    const auto holder = holderOf(issuer.token("ed", claims()), keys, rules, now);
    EXPECT_EQ(holder, (Holder{.address = "a@b.test", .ends = now + 300 + leeway}));
}

TEST_F(TokenCheckTest, LimitsItsSize)
{
    const auto base = issuer.token("ed", claims(R"(,"x":"")"));
    std::string token;
    for (std::size_t filling = 5900; token.size() <= Token::maxBytes; ++filling) {
        const auto longer
            = issuer.token("ed", claims(fmt::format(R"(,"x":"{}")", std::string(filling, 'x'))));
        if (longer.size() <= Token::maxBytes)
            EXPECT_EQ(found(longer), "a@b.test");
        else
            EXPECT_EQ(found(longer), "the token is too long");
        token = longer;
    }
}

} // namespace
} // namespace postamt::tokens
