#include "accounts/credentials.h"

#include <gtest/gtest.h>

namespace postamt::accounts {
namespace {

TEST(Credentials, fitOnePassword)
{
    SystemRandom random;
    const auto made = makeCredentials("Geheim ß 1", random, PasswordCost::least());
    ASSERT_TRUE(made);
    EXPECT_TRUE(made->passwordHash.starts_with("$argon2id$"));
    EXPECT_TRUE(passwordFits(made->passwordHash, "Geheim ß 1"));
    EXPECT_TRUE(passwordFits(made->passwordHash, "Geheim\xc2\xa0ß 1")) << "prepared: a blank";
    EXPECT_FALSE(passwordFits(made->passwordHash, "geheim ß 1"));
    EXPECT_FALSE(passwordFits(made->passwordHash, ""));
    EXPECT_FALSE(passwordFits(made->passwordHash, "\xff"));
    EXPECT_FALSE(passwordFits("", ""));
    EXPECT_FALSE(passwordFits("nonsense", "Geheim ß 1"));
    EXPECT_FALSE(passwordFits(std::string(5000, '$'), "Geheim ß 1"));
    const auto again
        = sasl::makeScramCredential("Geheim ß 1", made->scram.salt, made->scram.iterations);
    EXPECT_EQ(made->scram, *again);
}

TEST(Credentials, twoOfOnePasswordDiffer)
{
    SystemRandom random;
    const auto one = makeCredentials("x", random, PasswordCost::least());
    const auto two = makeCredentials("x", random, PasswordCost::least());
    EXPECT_NE(one->passwordHash, two->passwordHash);
    EXPECT_NE(one->scram.salt, two->scram.salt);
}

TEST(Credentials, refuseWhatIsNoPassword)
{
    SystemRandom random;
    const auto make = [&](std::string_view password) {
        return makeCredentials(password, random, PasswordCost::least()).has_value();
    };
    EXPECT_TRUE(make("a"));
    EXPECT_FALSE(make(""));
    EXPECT_FALSE(make("\xff"));
    EXPECT_FALSE(make(std::string_view("a\0b", 3)));
    EXPECT_TRUE(make(std::string(1024, 'a')));
    EXPECT_FALSE(make(std::string(1025, 'a')));
}

TEST(Credentials, theStandardCostIsThatOfOurPromise)
{
    SystemRandom random;
    const auto made = makeCredentials("x", random);
    ASSERT_TRUE(made);
    EXPECT_NE(made->passwordHash.find("$m=49152,t=3,p=1$"), std::string::npos)
        << made->passwordHash;
    EXPECT_TRUE(passwordFits(made->passwordHash, "x"));
}

} // namespace
} // namespace postamt::accounts
