#include "imap/proto/login.h"
#include "imap/proto/parsed.h"

namespace postamt::imap::proto {

TEST(Login, HasUserAndPassword)
{
    const auto request = parsed(parseLogin, "a login alice@example.test {7}\r\ns3c \"r\\");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->user, "alice@example.test");
    EXPECT_EQ(request->password, "s3c \"r\\");
    EXPECT_EQ(parsed(parseLogin, "a login \"\" \"\"")->password, "");
}

TEST(Login, TellsNoSecrets)
{
    EXPECT_EQ(errorOf(parseLogin, "a login"), "expected a user name after LOGIN");
    EXPECT_EQ(errorOf(parseLogin, "a login alice"), "expected a password after the user name");
    EXPECT_EQ(
        errorOf(parseLogin, "a login alice secret secret"),
        "expected the end of the command after the password"
    );
    EXPECT_EQ(
        errorOf(parseLogin, "a login alice (secret)"), "expected a password after the user name"
    );
}

} // namespace postamt::imap::proto
