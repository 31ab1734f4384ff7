#include "tokens/key_set.h"
#include "tokens/test_issuer.h"

#include <gtest/gtest.h>

namespace postamt::tokens {
namespace {

std::size_t usable(const std::string& keys)
{
    const auto set = KeySet::parse(R"({"keys":[)" + keys + "]}");
    return set ? set->size() : 0;
}

/// RFC 7515 appendix A.3 and A.2, RFC 8037 appendix A.2: keys that others have made.
constexpr auto ecOfRfc = R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})";
constexpr auto edOfRfc
    = R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";

std::string replaced(std::string text, std::string_view what, std::string_view by)
{
    return text.replace(text.find(what), what.size(), by);
}

TEST(KeySet, VerifiesTheExamplesOfTheRfcs)
{
    const auto set = KeySet::parse(std::string(R"({"keys":[)") + ecOfRfc + "," + edOfRfc + "]}");
    ASSERT_TRUE(set);
    const auto ec = set->find(Algorithm::Es256, "");
    ASSERT_EQ(ec.size(), 1U);
    const std::string text
        = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
          "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    const auto signature = *base64UrlDecode(
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
    );
    EXPECT_TRUE(ec[0].verifies(text, signature));
    EXPECT_FALSE(ec[0].verifies(text + "x", signature));
    EXPECT_FALSE(ec[0].verifies(text, std::string(64, '\0')));
    const auto ed = set->find(Algorithm::EdDsa, "");
    ASSERT_EQ(ed.size(), 1U);
    EXPECT_TRUE(ed[0].verifies(
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
        *base64UrlDecode(
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        )
    ));
}

TEST(KeySet, LeavesOutWhatIsNoKeyForSignatures)
{
    TestIssuer issuer;
    issuer.makeKey("rsa", "RS256");
    EXPECT_EQ(usable(issuer.jwk("rsa")), 1U);
    EXPECT_EQ(usable(issuer.jwk("rsa", R"(,"use":"sig","alg":"RS256","key_ops":["verify"])")), 1U);
    for (const auto* more :
         {R"(,"use":"enc")",
          R"(,"use":1)",
          R"(,"alg":"RS512")",
          R"(,"alg":"HS256")",
          R"(,"key_ops":["sign"])",
          R"(,"key_ops":"verify")"})
        EXPECT_EQ(usable(issuer.jwk("rsa", more)), 0U) << more;
    EXPECT_EQ(usable(R"({"kty":"oct","k":"c2VjcmV0","kid":"a"})"), 0U);
    EXPECT_EQ(usable("1,null,[],{},\"x\""), 0U);
    EXPECT_EQ(usable(std::string("1,") + edOfRfc), 1U);
}

TEST(KeySet, LeavesOutBrokenKeys)
{
    EXPECT_EQ(usable(ecOfRfc), 1U);
    EXPECT_EQ(usable(replaced(ecOfRfc, "P-256", "P-384")), 0U);
    EXPECT_EQ(usable(replaced(ecOfRfc, "f83OJ", "f83OK")), 0U); // not on the curve
    EXPECT_EQ(usable(replaced(ecOfRfc, "f83OJ", "")), 0U);
    EXPECT_EQ(usable(edOfRfc), 1U);
    EXPECT_EQ(usable(replaced(edOfRfc, "11qYAY", "")), 0U);
    EXPECT_EQ(usable(replaced(edOfRfc, "Ed25519", "X25519")), 0U);

    const auto rsa = [](std::size_t bytes, std::string_view exponent) {
        std::string modulus(bytes, '\xff');
        return fmt::format(
            R"({{"kty":"RSA","n":"{}","e":"{}"}})",
            base64UrlEncode(modulus),
            base64UrlEncode(exponent)
        );
    };
    EXPECT_EQ(usable(rsa(255, "\1\1")), 0U);
    EXPECT_EQ(usable(rsa(256, "\1\1")), 1U);
    EXPECT_EQ(usable(rsa(1024, "\1\1")), 1U);
    EXPECT_EQ(usable(rsa(1025, "\1\1")), 0U);
    EXPECT_EQ(usable(rsa(256, "\1")), 0U);
    EXPECT_EQ(usable(rsa(256, "\2")), 0U);
    EXPECT_EQ(usable(rsa(256, std::string(8, '\xff'))), 1U);
    EXPECT_EQ(usable(rsa(256, std::string(9, '\xff'))), 0U);
}

TEST(KeySet, HasLimits)
{
    const auto many = [](std::size_t count) {
        std::string keys = edOfRfc;
        for (std::size_t i = 1; i < count; ++i)
            keys += std::string(",") + edOfRfc;
        return usable(keys);
    };
    EXPECT_EQ(many(100), 100U);
    EXPECT_EQ(many(101), 0U);
    const auto padded = [](std::size_t size) {
        auto text = std::string(R"({"keys":[)") + edOfRfc + "]}";
        text.append(size - text.size(), ' ');
        return KeySet::parse(text).has_value();
    };
    EXPECT_TRUE(padded(KeySet::maxBytes));
    EXPECT_FALSE(padded(KeySet::maxBytes + 1));
    for (const auto* text : {"", "[]", "{}", R"({"keys":{}})", R"({"keys":[]})", "nonsense"})
        EXPECT_FALSE(KeySet::parse(text)) << text;
}

TEST(KeySet, FindsByAlgorithmAndId)
{
    TestIssuer issuer;
    issuer.makeKey("one", "EdDSA");
    issuer.makeKey("two", "EdDSA");
    issuer.makeKey("three", "ES256");
    const auto set = *KeySet::parse(issuer.keySet());
    EXPECT_EQ(set.find(Algorithm::EdDsa, "one").size(), 1U);
    EXPECT_EQ(set.find(Algorithm::EdDsa, "").size(), 2U);
    EXPECT_EQ(set.find(Algorithm::EdDsa, "three").size(), 0U);
    EXPECT_EQ(set.find(Algorithm::Rs256, "").size(), 0U);
}

} // namespace
} // namespace postamt::tokens
