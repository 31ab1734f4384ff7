#include "accounts/password_cache.h"

#include <gtest/gtest.h>

namespace postamt::accounts {
namespace {

using std::chrono::seconds;

class PasswordCacheTest : public testing::Test {
protected:
    static Account account(std::uint64_t id)
    {
        return {
            .id = mail::AccountId(id), .address = "alice@example.org", .created = 1, .values = {}
        };
    }

    static Credentials credentials(std::string hash)
    {
        return {
            .passwordHash = std::move(hash), .scram = {"salt", 4096, "stored", "server"}
        };
    }

    ManualClock clock{1'700'000'000};
    SystemRandom random;
    PasswordCache cache{clock, random, seconds(60)};
};

TEST_F(PasswordCacheTest, findsWhatWasKept)
{
    const auto proof = cache.proof(account(1), credentials("h"), "secret");
    EXPECT_FALSE(cache.find(proof));
    cache.keep(proof);
    EXPECT_TRUE(cache.find(proof));
    EXPECT_TRUE(cache.find(cache.proof(account(1), credentials("h"), "secret")));
}

TEST_F(PasswordCacheTest, aLookAloneKeepsNothing)
{
    const auto proof = cache.proof(account(1), credentials("h"), "secret");
    EXPECT_FALSE(cache.find(proof));
    EXPECT_FALSE(cache.find(proof));
    EXPECT_EQ(cache.size(), 0U);
}

TEST_F(PasswordCacheTest, everyPartOfTheProofCounts)
{
    cache.keep(cache.proof(account(1), credentials("h"), "secret"));
    EXPECT_FALSE(cache.find(cache.proof(account(1), credentials("h"), "Secret")));
    EXPECT_FALSE(cache.find(cache.proof(account(1), credentials("h"), "secret ")));
    EXPECT_FALSE(cache.find(cache.proof(account(1), credentials("h"), "")));
    EXPECT_FALSE(cache.find(cache.proof(account(2), credentials("h"), "secret")));
    EXPECT_TRUE(cache.find(cache.proof(account(1), credentials("h"), "secret")));
    EXPECT_FALSE(cache.find(cache.proof(account(1), credentials("i"), "secret")));
}

TEST_F(PasswordCacheTest, aWrongPasswordDoesNotPushOutTheRightOne)
{
    const auto right = cache.proof(account(1), credentials("h"), "secret");
    cache.keep(right);
    for (int i = 0; i < 100; ++i)
        EXPECT_FALSE(cache.find(cache.proof(account(1), credentials("h"), "no")));
    EXPECT_TRUE(cache.find(right));
}

TEST_F(PasswordCacheTest, aChangedRecordDropsTheEntryAtOnce)
{
    const auto before = cache.proof(account(1), credentials("h"), "secret");
    cache.keep(before);
    auto changed = account(1);
    changed.values["pop3"] = "off";
    EXPECT_FALSE(cache.find(cache.proof(changed, credentials("h"), "secret")));
    EXPECT_EQ(cache.size(), 0U);
    // Not even going back to the old records brings it back.
    EXPECT_FALSE(cache.find(before));
}

TEST_F(PasswordCacheTest, anEntryEndsWithItsTimeHoweverOftenItIsUsed)
{
    const auto proof = cache.proof(account(1), credentials("h"), "secret");
    cache.keep(proof);
    for (int i = 0; i < 59; ++i) {
        clock.advance(seconds(1));
        EXPECT_TRUE(cache.find(proof));
    }
    clock.advance(seconds(1));
    EXPECT_FALSE(cache.find(proof));
    EXPECT_EQ(cache.size(), 0U);
}

TEST_F(PasswordCacheTest, aClockThatGoesBackEndsIt)
{
    const auto proof = cache.proof(account(1), credentials("h"), "secret");
    cache.keep(proof);
    clock.advance(seconds(-1));
    EXPECT_FALSE(cache.find(proof));
}

TEST_F(PasswordCacheTest, noTimeRemembersNothing)
{
    const auto proof = cache.proof(account(1), credentials("h"), "secret");
    cache.keep(proof);
    cache.reset(seconds(0));
    EXPECT_FALSE(cache.find(proof));
    cache.keep(proof);
    EXPECT_FALSE(cache.find(proof));
    EXPECT_EQ(cache.size(), 0U);
}

TEST_F(PasswordCacheTest, theLeastUsedGivesWayAtTheLimit)
{
    const auto proof
        = [&](std::uint64_t id) { return cache.proof(account(id), credentials("h"), "secret"); };
    for (std::uint64_t id = 1; id <= PasswordCache::limit; ++id)
        cache.keep(proof(id));
    EXPECT_EQ(cache.size(), PasswordCache::limit);
    EXPECT_TRUE(cache.find(proof(1)));
    cache.keep(proof(PasswordCache::limit + 1));
    EXPECT_EQ(cache.size(), PasswordCache::limit);
    EXPECT_TRUE(cache.find(proof(1)));
    EXPECT_FALSE(cache.find(proof(2)));
    EXPECT_TRUE(cache.find(proof(3)));
    EXPECT_TRUE(cache.find(proof(PasswordCache::limit + 1)));
}

TEST_F(PasswordCacheTest, anotherProcessHasAnotherKey)
{
    const auto proof = cache.proof(account(1), credentials("h"), "secret");
    cache.keep(proof);
    PasswordCache other(clock, random, seconds(60));
    other.keep(proof);
    EXPECT_FALSE(other.find(other.proof(account(1), credentials("h"), "secret")));
}

} // namespace
} // namespace postamt::accounts
