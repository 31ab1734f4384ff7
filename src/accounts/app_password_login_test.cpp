#include "accounts/test_accounts.h"

namespace postamt::accounts {
namespace {

constexpr auto address = "alice@example.org";
constexpr auto letters = "bcdfghjkmnpqrstvwxyz";

class AppPasswordLogin : public TestAccounts {
protected:
    AppPasswordLogin() { add("bob@example.org"); }

    Result<AuthenticatedUser>
    login(std::string password, Protocol protocol = Protocol::Imap, std::string user = address)
    {
        LoginAttempt attempt{std::move(user), "192.0.2.1", protocol};
        return run(authenticator.verifyPassword(std::move(attempt), std::move(password)));
    }

    std::string error(std::string password, Protocol protocol = Protocol::Imap)
    {
        const auto done = login(std::move(password), protocol);
        return done ? "" : done.error().code + ": " + done.error().text;
    }

    void addPassword(std::string_view label, ProtocolSet protocols = ProtocolSet::all(), UnixSeconds until = 0)
    {
        AppPassword password;
        password.label = label;
        password.protocols = protocols;
        password.expires = until;
        ASSERT_TRUE(directory.addAppPassword(address, password, letters));
    }

    std::optional<AppPasswordUse> lastUse()
    {
        // What was posted to the one worker before is done by then.
        auto look = [this] {
            const auto all = directory.appPasswords(alice);
            return *directory.appPasswordUses().last(alice, all->front().hash);
        };
        return run(workers.run(std::move(look)));
    }
};

TEST_F(AppPasswordLogin, letsInWithoutTheSlowHash)
{
    addPassword("phone");
    EXPECT_EQ(error("bcdf-ghjk-mnpq-rstv-wxyz"), "");
    EXPECT_EQ(error("BCDF GHJK mnpqrstvwxyz"), "");
    EXPECT_EQ(authenticator.hashed(), 0U);
    EXPECT_EQ(error("secret"), "");
    EXPECT_EQ(authenticator.hashed(), 1U);
}

TEST_F(AppPasswordLogin, isOneAccountsOnly)
{
    addPassword("phone");
    const auto other = login(letters, Protocol::Imap, "bob@example.org");
    EXPECT_EQ(other.error().code, "AUTHENTICATIONFAILED");
    EXPECT_EQ(other.error().text, "Wrong user name or password");
}

TEST_F(AppPasswordLogin, aWrongOneCostsTheSlowHashForKnownAndUnknownUsers)
{
    addPassword("phone");
    EXPECT_EQ(error("bbbb-bbbb-bbbb-bbbb-bbbb"), generic);
    EXPECT_EQ(authenticator.hashed(), 1U);
    const auto unknown = login("bbbbbbbbbbbbbbbbbbbb", Protocol::Imap, "nobody@example.org");
    EXPECT_EQ(unknown.error().text, "Wrong user name or password");
    EXPECT_EQ(authenticator.hashed(), 2U);
}

TEST_F(AppPasswordLogin, aWrongOneIsThrottledAndBanned)
{
    addPassword("phone");
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(error("bbbbbbbbbbbbbbbbbbbb"), generic);
    EXPECT_TRUE(error(letters).starts_with("LIMIT: "));
}

TEST_F(AppPasswordLogin, isForItsProtocols)
{
    addPassword("scanner", *parseProtocolSet("smtp"));
    EXPECT_EQ(error(letters, Protocol::Smtp), "");
    EXPECT_EQ(error(letters), "AUTHORIZATIONFAILED: This app password is not for IMAP");
    ASSERT_TRUE(directory.setAccount(address, "smtp", "off"));
    EXPECT_EQ(
        error(letters, Protocol::Smtp),
        "UNAVAILABLE: SMTP is switched off for this account"
    );
}

TEST_F(AppPasswordLogin, expires)
{
    addPassword("guest", ProtocolSet::all(), clock.seconds() + 60);
    clock.advance(std::chrono::seconds(59));
    const auto session = login(letters);
    ASSERT_TRUE(session);
    clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(error(letters), "EXPIRED: This app password has expired; make another");
    EXPECT_EQ(lost(session), "");
    authenticator.reviewSeats();
    EXPECT_EQ(lost(session), "This app password has expired; make another");
}

TEST_F(AppPasswordLogin, letsNobodyIntoTheSettingsPage)
{
    addPassword("phone");
    EXPECT_EQ(error(letters, Protocol::Web), "AUTHORIZATIONFAILED: This app password is not for Web");
    EXPECT_TRUE(directory.setAccount(address, "app_passwords_only", "on"));
    EXPECT_EQ(error("secret", Protocol::Web), "") << "else nobody could make one";
    EXPECT_TRUE(directory.setAccount(address, "web", "off"));
    EXPECT_EQ(error("secret", Protocol::Web), "UNAVAILABLE: Web is switched off for this account");
    EXPECT_EQ(error("wrong", Protocol::Web), generic);
}

TEST_F(AppPasswordLogin, canBeTheOnlyWay)
{
    addPassword("phone");
    const auto main = login("secret");
    const auto app = login(letters);
    ASSERT_TRUE(main && app);
    ASSERT_TRUE(directory.setAccount(address, "app_passwords_only", "on"));
    constexpr auto text = "This account needs an app password in mail programs";
    EXPECT_EQ(lost(main), text);
    EXPECT_EQ(lost(app), "");
    for (const auto protocol : {Protocol::Imap, Protocol::Pop3, Protocol::Smtp})
        EXPECT_EQ(error("secret", protocol), std::string("AUTHENTICATIONFAILED: ") + text);
    EXPECT_EQ(error("wrong"), generic);
    EXPECT_EQ(error(letters), "");
    const LoginAttempt attempt{address, "192.0.2.1", Protocol::Imap};
    const auto scram = run(authenticator.scramCredential(attempt));
    EXPECT_EQ(authenticator.scramSucceeded(attempt, *scram).error().text, text);
}

TEST_F(AppPasswordLogin, itsRemovalEndsItsSessionsOnly)
{
    addPassword("phone");
    const auto app = login(letters);
    const auto main = login("secret");
    ASSERT_TRUE(app && main);
    int woken = 0;
    app->seat->whenLost([&] { ++woken; });
    ASSERT_TRUE(directory.removeAppPassword(address, "phone"));
    EXPECT_EQ(lost(app), "This app password was removed");
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(lost(main), "");
    EXPECT_EQ(error(letters), generic);
}

TEST_F(AppPasswordLogin, anotherPasswordEndsTheSessionsOfTheOldOnly)
{
    addPassword("phone");
    const auto app = login(letters);
    const auto main = login("secret");
    const auto stranger = login("secret", Protocol::Imap, "bob@example.org");
    const LoginAttempt attempt{address, "192.0.2.1", Protocol::Imap};
    const auto before = run(authenticator.scramCredential(attempt));
    ASSERT_TRUE(directory.setCredentials(address, credentials("new")));
    EXPECT_EQ(lost(main), "The password was changed; log in again");
    EXPECT_EQ(lost(app), "");
    EXPECT_EQ(lost(stranger), "");
    // An exchange that was begun with the old one does not come to its end.
    EXPECT_EQ(
        authenticator.scramSucceeded(attempt, *before).error().text, "Wrong user name or password"
    );
    EXPECT_EQ(error("new"), "");
}

TEST_F(AppPasswordLogin, whatIsSwitchedOffEnds)
{
    const auto imap = login("secret");
    const auto pop = login("secret", Protocol::Pop3);
    ASSERT_TRUE(directory.setAccount(address, "name", "Alice"));
    EXPECT_EQ(lost(imap), "");
    ASSERT_TRUE(directory.setAccount(address, "imap", "off"));
    EXPECT_EQ(lost(imap), "IMAP is switched off for this account");
    EXPECT_EQ(lost(pop), "");
    ASSERT_TRUE(directory.setAccount(address, "enabled", "off"));
    EXPECT_EQ(lost(pop), "This account is switched off");
    const auto other = login("secret", Protocol::Smtp, "bob@example.org");
    ASSERT_TRUE(directory.removeAccount("bob@example.org"));
    EXPECT_EQ(lost(other), "This account was removed");
}

TEST_F(AppPasswordLogin, itsLastUseIsNotedOncePerHour)
{
    addPassword("phone");
    EXPECT_EQ(lastUse(), std::nullopt);
    const auto begin = clock.seconds();
    ASSERT_TRUE(login(letters));
    EXPECT_EQ(lastUse(), (AppPasswordUse{begin, Protocol::Imap, "192.0.2.1"}));
    const auto version = *engine.version(appPasswordUses);
    clock.advance(std::chrono::seconds(AppPasswordUses::interval - 1));
    ASSERT_TRUE(login(letters, Protocol::Pop3));
    EXPECT_EQ(lastUse()->time, begin);
    EXPECT_EQ(*engine.version(appPasswordUses), version);
    clock.advance(std::chrono::seconds(1));
    ASSERT_TRUE(login(letters, Protocol::Smtp));
    EXPECT_EQ(
        lastUse(),
        (AppPasswordUse{begin + AppPasswordUses::interval, Protocol::Smtp, "192.0.2.1"})
    );
    // Another start of the service remembers nothing, but the store does.
    AppPasswordUses again(engine);
    const auto hash = directory.appPasswords(alice)->front().hash;
    EXPECT_TRUE(again.note(alice, hash, clock.seconds() + 5));
    ASSERT_TRUE(again.write(alice, hash, {clock.seconds() + 5, Protocol::Imap, ""}));
    EXPECT_EQ(lastUse()->protocol, Protocol::Smtp);
    ASSERT_TRUE(directory.removeAppPassword(address, "phone"));
    EXPECT_EQ(*directory.appPasswordUses().last(alice, hash), std::nullopt);
}

TEST_F(AppPasswordLogin, useRecordsAreReadWholeOrNotAtAll)
{
    const AppPasswordUse use{-5, Protocol::Smtp, "::1"};
    const auto bytes = formatAppPasswordUse(use);
    EXPECT_EQ(bytes, "\x01\x09\x02\x03::1");
    EXPECT_EQ(*parseAppPasswordUse(bytes), use);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(parseAppPasswordUse(bytes.substr(0, size))) << size;
    EXPECT_FALSE(parseAppPasswordUse("\x01\x09\x03\x03::1"));
    EXPECT_FALSE(parseAppPasswordUse("\x02\x09\x02\x03::1"));
}

TEST_F(AppPasswordLogin, labelsAreUniqueAndCounted)
{
    addPassword("phone");
    const AppPassword again{.label = "phone", .hash = {}};
    EXPECT_EQ(directory.addAppPassword(address, again, letters).error().code, "ALREADYEXISTS");
    for (std::size_t i = 1; i < maxAppPasswords; ++i)
        addPassword(std::to_string(i));
    const AppPassword more{.label = "more", .hash = {}};
    EXPECT_EQ(directory.addAppPassword(address, more, letters).error().code, "LIMIT");
    EXPECT_EQ(directory.removeAppPassword(address, "more").error().code, "NONEXISTENT");
    EXPECT_EQ(directory.removeAppPassword("x@example.org", "1").error().code, "NONEXISTENT");
    ASSERT_TRUE(directory.removeAppPassword(address, "phone"));
    EXPECT_TRUE(directory.addAppPassword(address, more, letters));
    const AppPassword late{.label = "late", .hash = {}, .expires = clock.seconds()};
    EXPECT_EQ(directory.addAppPassword(address, late, letters).error().fault, Fault::Bad);
}

} // namespace
} // namespace postamt::accounts
