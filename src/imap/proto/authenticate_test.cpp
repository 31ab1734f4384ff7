#include "imap/proto/authenticate.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(Authenticate, HasMechanismAndInitialResponse)
{
    const auto bare = parsed(parseAuthenticate, "a authenticate plain");
    ASSERT_TRUE(bare);
    EXPECT_EQ(bare->mechanism, "PLAIN");
    EXPECT_FALSE(bare->initialResponse);
    const auto full = parsed(parseAuthenticate, "a authenticate SCRAM-SHA-256 biws");
    ASSERT_TRUE(full);
    EXPECT_EQ(full->mechanism, "SCRAM-SHA-256");
    EXPECT_EQ(full->initialResponse, "n,,");
    EXPECT_EQ(parsed(parseAuthenticate, "a authenticate external =")->initialResponse, "");
    EXPECT_EQ(parsed(parseAuthenticate, "a authenticate x Zm8=")->initialResponse, "fo");
}

TEST(Authenticate, RefusesTheRest)
{
    EXPECT_EQ(
        errorOf(parseAuthenticate, "a authenticate"), "expected a mechanism after AUTHENTICATE"
    );
    EXPECT_EQ(
        errorOf(parseAuthenticate, "a authenticate plain Zg"),
        "expected base64 or = as initial response"
    );
    EXPECT_EQ(
        errorOf(parseAuthenticate, "a authenticate plain ==="),
        "expected base64 or = as initial response"
    );
    EXPECT_EQ(
        errorOf(parseAuthenticate, "a authenticate plain Zm9v x"),
        "expected the end of the command after the initial response"
    );
}

TEST(SaslResponse, IsBase64OrAStar)
{
    EXPECT_EQ(*parseSaslResponse("Zm9v"), "foo");
    EXPECT_EQ(*parseSaslResponse(""), "");
    EXPECT_EQ(*parseSaslResponse("*"), std::nullopt);
    for (const auto* line : {"Zm9", "* ", "Zm 9v", "\xff"})
        EXPECT_FALSE(parseSaslResponse(line)) << line;
}

} // namespace postamt::imap::proto
