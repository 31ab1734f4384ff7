#include "accounts/test_accounts.h"

#include <array>
#include <set>

namespace postamt::accounts {
namespace {

class AuthenticatorTest : public TestAccounts {
protected:
    Result<AuthenticatedUser> login(LoginAttempt attempt, std::string password)
    {
        return run(authenticator.verifyPassword(std::move(attempt), std::move(password)));
    }

    std::string error(std::string user, std::string password, Protocol protocol = Protocol::Imap)
    {
        const auto done = login({std::move(user), "192.0.2.1", protocol}, std::move(password));
        return done ? "" : done.error().code + ": " + done.error().text;
    }
};

TEST_F(AuthenticatorTest, theRightPasswordLetsIn)
{
    const auto done = login({"Alice@example.org", "192.0.2.1", Protocol::Imap}, "secret");
    ASSERT_TRUE(done);
    EXPECT_EQ(done->account, alice);
    EXPECT_EQ(done->address, "alice@example.org");
    EXPECT_EQ(error("alice", "secret"), "");
}

TEST_F(AuthenticatorTest, everyRefusalReadsTheSame)
{
    EXPECT_EQ(error("alice@example.org", "wrong"), generic);
    EXPECT_EQ(error("alice@example.org", ""), generic);
    EXPECT_EQ(error("bob@example.org", "secret"), generic);
    throttle.setPolicy({.banFailures = 1000});
    EXPECT_EQ(error("", ""), generic);
    EXPECT_EQ(error("\xff", "\xff"), generic);
    EXPECT_EQ(error("alice@example.org", std::string("secret\0", 7)), generic);
    EXPECT_EQ(error(std::string(100'000, 'a'), std::string(100'000, 'a')), generic);
}

TEST_F(AuthenticatorTest, wrongPasswordsWaitLongerAndAreBanned)
{
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(error("alice@example.org", "wrong"), generic);
    ASSERT_EQ(slept.size(), 17U);
    EXPECT_EQ(slept.at(0), std::chrono::seconds(1));
    EXPECT_EQ(slept.at(16), std::chrono::seconds(15));
    EXPECT_EQ(
        error("alice@example.org", "secret"),
        "LIMIT: Too many wrong passwords from your network; try again in 15 minutes"
    );
    clock.advance(std::chrono::seconds(890));
    EXPECT_EQ(
        error("alice@example.org", "secret"),
        "LIMIT: Too many wrong passwords from your network; try again in 10 seconds"
    );
    clock.advance(std::chrono::seconds(10));
    EXPECT_EQ(error("alice@example.org", "secret"), "");
}

TEST_F(AuthenticatorTest, onlyTheRightPasswordLearnsWhatIsOff)
{
    ASSERT_TRUE(directory.setAccount("alice@example.org", "pop3", "off"));
    EXPECT_EQ(error("alice@example.org", "wrong", Protocol::Pop3), generic);
    EXPECT_EQ(
        error("alice@example.org", "secret", Protocol::Pop3),
        "UNAVAILABLE: POP3 is switched off for this account"
    );
    EXPECT_EQ(error("alice@example.org", "secret", Protocol::Imap), "");
    ASSERT_TRUE(directory.setAccount("alice@example.org", "enabled", "off"));
    EXPECT_EQ(error("alice@example.org", "wrong"), generic);
    EXPECT_EQ(
        error("alice@example.org", "secret"), "AUTHORIZATIONFAILED: This account is switched off"
    );
}

TEST_F(AuthenticatorTest, anAccountHasSoManyConnections)
{
    authenticator.setConnectionLimit(2);
    const LoginAttempt attempt{"alice@example.org", "192.0.2.1", Protocol::Imap};
    auto one = login(attempt, "secret");
    const auto two = login(attempt, "secret");
    ASSERT_TRUE(one && two);
    EXPECT_EQ(login(attempt, "wrong").error().code, "AUTHENTICATIONFAILED");
    EXPECT_EQ(login(attempt, "secret").error().code, "INUSE");
    one->seat.reset();
    const auto three = login(attempt, "secret");
    EXPECT_TRUE(three);
    EXPECT_EQ(login(attempt, "secret").error().code, "INUSE");
}

TEST_F(AuthenticatorTest, aFailingStoreIsNoWrongPassword)
{
    engine.setReadFault(Error{Fault::Temporary, "disk gone", ""});
    for (int i = 0; i < 30; ++i) {
        const auto done = login({"alice@example.org", "192.0.2.1", Protocol::Imap}, "secret");
        EXPECT_EQ(done.error().fault, Fault::Temporary);
    }
    engine.setReadFault(std::nullopt);
    EXPECT_EQ(error("alice@example.org", "secret"), "");
    EXPECT_TRUE(slept.empty());
}

TEST_F(AuthenticatorTest, aPasswordIsHashedOnceInItsTime)
{
    authenticator.rememberPasswords(std::chrono::minutes(10));
    EXPECT_EQ(error("alice@example.org", "secret"), "");
    EXPECT_EQ(error("alice@example.org", "secret"), "");
    EXPECT_EQ(error("Alice@Example.org", "secret", Protocol::Pop3), "");
    EXPECT_EQ(authenticator.hashed(), 1U);
    clock.advance(std::chrono::minutes(10));
    EXPECT_EQ(error("alice@example.org", "secret"), "");
    EXPECT_EQ(authenticator.hashed(), 2U);
}

TEST_F(AuthenticatorTest, withoutATimeEveryPasswordIsHashed)
{
    EXPECT_EQ(error("alice@example.org", "secret"), "");
    EXPECT_EQ(error("alice@example.org", "secret"), "");
    EXPECT_EQ(authenticator.hashed(), 2U);
}

TEST_F(AuthenticatorTest, wrongPasswordsAreHashedEachTime)
{
    authenticator.rememberPasswords(std::chrono::minutes(10));
    EXPECT_EQ(error("alice@example.org", "secret"), "");
    EXPECT_EQ(error("alice@example.org", "Secret"), generic);
    EXPECT_EQ(error("alice@example.org", "Secret"), generic);
    EXPECT_EQ(error("nobody@example.org", "secret"), generic);
    EXPECT_EQ(error("nobody@example.org", "secret"), generic);
    EXPECT_EQ(authenticator.hashed(), 5U);
    EXPECT_EQ(error("alice@example.org", "secret"), "");
    EXPECT_EQ(authenticator.hashed(), 5U);
}

TEST_F(AuthenticatorTest, aRememberedPasswordIsOfNoOtherAccount)
{
    authenticator.rememberPasswords(std::chrono::minutes(10));
    const auto credentials = *directory.credentials(alice);
    ASSERT_TRUE(directory.addAccount({.address = "bob@example.org", .credentials = *credentials}));
    EXPECT_EQ(error("alice@example.org", "secret"), "");
    // The very same credentials: still another account.
    EXPECT_EQ(
        login({"bob@example.org", "192.0.2.1", Protocol::Imap}, "secret")->address,
        "bob@example.org"
    );
    EXPECT_EQ(authenticator.hashed(), 2U);
    EXPECT_EQ(
        login({"alice@example.org", "192.0.2.1", Protocol::Imap}, "secret")->address,
        "alice@example.org"
    );
    EXPECT_EQ(authenticator.hashed(), 2U);
}

TEST_F(AuthenticatorTest, aChangedPasswordEndsTheOldOneAtOnce)
{
    authenticator.rememberPasswords(std::chrono::minutes(10));
    EXPECT_EQ(error("alice@example.org", "secret"), "");
    const auto next = *makeCredentials("other", random, PasswordCost::least());
    ASSERT_TRUE(directory.setCredentials("alice@example.org", next));
    EXPECT_EQ(error("alice@example.org", "secret"), generic);
    EXPECT_EQ(error("alice@example.org", "other"), "");
    EXPECT_EQ(error("alice@example.org", "secret"), generic);
    EXPECT_EQ(error("alice@example.org", "other"), "");
    EXPECT_EQ(authenticator.hashed(), 4U);
}

TEST_F(AuthenticatorTest, whatIsSwitchedOffIsOffForARememberedPassword)
{
    authenticator.rememberPasswords(std::chrono::minutes(10));
    EXPECT_EQ(error("alice@example.org", "secret"), "");
    ASSERT_TRUE(directory.setAccount("alice@example.org", "enabled", "off"));
    EXPECT_EQ(
        error("alice@example.org", "secret"), "AUTHORIZATIONFAILED: This account is switched off"
    );
    EXPECT_EQ(authenticator.hashed(), 2U); // a changed account is a new one to the memory
    ASSERT_TRUE(directory.removeAccount("alice@example.org"));
    EXPECT_EQ(error("alice@example.org", "secret"), generic);
}

TEST_F(AuthenticatorTest, aRememberedPasswordDoesNotPassABan)
{
    authenticator.rememberPasswords(std::chrono::minutes(60));
    EXPECT_EQ(error("alice@example.org", "secret"), "");
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(error("alice@example.org", "wrong"), generic);
    EXPECT_EQ(slept.size(), 17U);
    EXPECT_EQ(error("alice@example.org", "secret").substr(0, 6), "LIMIT:");
    clock.advance(std::chrono::minutes(15));
    EXPECT_EQ(error("alice@example.org", "secret"), "");
    EXPECT_EQ(authenticator.hashed(), 21U);
}

TEST_F(AuthenticatorTest, newSettingsForgetAllPasswords)
{
    authenticator.rememberPasswords(std::chrono::minutes(10));
    EXPECT_EQ(error("alice@example.org", "secret"), "");
    authenticator.rememberPasswords(std::chrono::minutes(10));
    EXPECT_EQ(error("alice@example.org", "secret"), "");
    EXPECT_EQ(authenticator.hashed(), 2U);
    authenticator.rememberPasswords(std::chrono::seconds(0));
    EXPECT_EQ(error("alice@example.org", "secret"), "");
    EXPECT_EQ(error("alice@example.org", "secret"), "");
    EXPECT_EQ(authenticator.hashed(), 4U);
}

TEST_F(AuthenticatorTest, scram)
{
    const LoginAttempt attempt{"alice@example.org", "192.0.2.1", Protocol::Smtp};
    const auto known = run(authenticator.scramCredential(attempt));
    ASSERT_TRUE(known);
    EXPECT_EQ(*known, *sasl::makeScramCredential("secret", known->salt));
    EXPECT_EQ(authenticator.scramSucceeded(attempt, *known)->account, alice);

    ASSERT_TRUE(directory.setAccount("alice@example.org", "smtp", "off"));
    ASSERT_TRUE(run(authenticator.scramCredential(attempt)));
    EXPECT_EQ(authenticator.scramSucceeded(attempt, *known).error().code, "UNAVAILABLE");
    ASSERT_TRUE(directory.removeAccount("alice@example.org"));
    ASSERT_TRUE(run(authenticator.scramCredential(attempt)));
    EXPECT_EQ(
        authenticator.scramSucceeded(attempt, *known).error().code, "AUTHENTICATIONFAILED"
    );
}

TEST_F(AuthenticatorTest, scramTellsNothingOfUnknownUsers)
{
    // Real users have one salt whatever the spelling, so those that do not exist must, too. The
    // last begins with a letter of full width, which is folded to one of ASCII.
    for (const auto& spellings : {
             std::array{"alice", "alice@EXAMPLE.org", "\"alice\"@example.org", "\uff41lice"},
             std::array{"bob",   "bob@EXAMPLE.org",   "\"bob\"@example.org",   "\uff42ob"  },
    }) {
        std::set<std::string> salts;
        for (const auto* name : spellings) {
            const LoginAttempt attempt{name, {}, Protocol::Imap};
            const auto credential = run(authenticator.scramCredential(attempt));
            ASSERT_TRUE(credential) << name;
            EXPECT_EQ(credential->iterations, sasl::scramIterations);
            EXPECT_EQ(credential->storedKey.size(), 32U);
            salts.insert(credential->salt);
            EXPECT_EQ(authenticator.scramFailed(attempt).code, "AUTHENTICATIONFAILED");
        }
        EXPECT_EQ(salts.size(), 1U) << spellings[0];
    }
}

TEST_F(AuthenticatorTest, scramSha1TellsNothingOfWhoHasNoneOfIt)
{
    // A password set before SHA-1 was known here.
    auto old = *makeCredentials("secret", random, PasswordCost::least());
    old.scramSha1.reset();
    ASSERT_TRUE(directory.setCredentials("alice@example.org", old));
    std::set<std::string> salts;
    for (const auto* name : {"alice", "alice@EXAMPLE.org", "nobody", "nobody@example.org"}) {
        const LoginAttempt attempt{name, {}, Protocol::Imap};
        const auto credential
            = run(authenticator.scramCredential(attempt, sasl::ScramHash::Sha1));
        ASSERT_TRUE(credential) << name;
        EXPECT_EQ(credential->iterations, sasl::scramIterations);
        EXPECT_EQ(credential->salt.size(), sasl::scramSaltSize);
        EXPECT_EQ(credential->storedKey.size(), 20U);
        salts.insert(credential->salt);
        EXPECT_EQ(authenticator.scramFailed(attempt).code, "AUTHENTICATIONFAILED");
    }
    EXPECT_EQ(salts.size(), 2U);
    EXPECT_EQ(error("alice@example.org", "secret"), "");
}

TEST_F(AuthenticatorTest, spellingANameDifferentlyBeginsNoNewCount)
{
    for (const auto* user : {"alice", "alice@example.org", "ALICE", "\"alice\"@Example.org"})
        EXPECT_EQ(login({user, {}, Protocol::Imap}, "wrong").error().code, "AUTHENTICATIONFAILED");
    EXPECT_EQ(slept.size(), 1U);
}

TEST_F(AuthenticatorTest, scramIsThrottledToo)
{
    const LoginAttempt attempt{"alice@example.org", "192.0.2.1", Protocol::Imap};
    for (int i = 0; i < 20; ++i) {
        ASSERT_TRUE(run(authenticator.scramCredential(attempt)));
        EXPECT_EQ(authenticator.scramFailed(attempt).code, "AUTHENTICATIONFAILED");
    }
    EXPECT_EQ(slept.size(), 17U);
    EXPECT_EQ(run(authenticator.scramCredential(attempt)).error().code, "LIMIT");
}

} // namespace
} // namespace postamt::accounts
