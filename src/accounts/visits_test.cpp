#include "accounts/login_advice.h"
#include "accounts/test_accounts.h"
#include "accounts/visits.h"

#include <gmock/gmock.h>

namespace postamt::accounts {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto address = "alice@example.org";
constexpr auto letters = "bcdfghjkmnpqrstvwxyz";

class VisitsTest : public TestAccounts {
protected:
    Result<AuthenticatedUser> login(
        std::string password,
        std::string peer = "192.0.2.1",
        Protocol protocol = Protocol::Imap,
        std::string user = address
    )
    {
        LoginAttempt attempt{std::move(user), std::move(peer), protocol};
        return run(authenticator.verifyPassword(std::move(attempt), std::move(password)));
    }

    std::vector<Visit> visits(mail::AccountId account = mail::AccountId(1))
    {
        // What was posted to the one worker before is done by then.
        return run(workers.run([this, account] { return *authenticator.visits().of(account); }));
    }

    /// Without what is in memory only.
    std::vector<Visit> stored()
    {
        return run(workers.run([this] { return *storedVisits(engine, alice); }));
    }

    std::vector<Visit> refusals()
    {
        auto all = visits();
        std::erase_if(all, [](const Visit& visit) { return !visit.isRefusal(); });
        return all;
    }

    /// What is told of the only visit, and who it is about.
    std::pair<LoginOutcome, std::string> only()
    {
        const auto all = visits();
        EXPECT_EQ(all.size(), 1U);
        return {all.at(0).outcome, all.at(0).label};
    }

    void pass(UnixSeconds time) { clock.advance(std::chrono::seconds(time)); }
};

TEST_F(VisitsTest, WhoWasLetInIsKnownWhenTheSessionEnds)
{
    {
        const auto user = login("secret");
        ASSERT_TRUE(user);
        EXPECT_THAT(visits(), IsEmpty());
        EXPECT_EQ(authenticator.seats(alice).size(), 1U);
        EXPECT_EQ(authenticator.seats(alice).front()->visit().peer, "192.0.2.1");
        pass(5);
    }
    EXPECT_THAT(authenticator.seats(alice), IsEmpty());
    EXPECT_THAT(
        visits(), ElementsAre(Visit{.peer = "192.0.2.1", .first = start, .last = start + 5})
    );
}

TEST_F(VisitsTest, ProgramsAreToldApartByWhatTheyCallThemselves)
{
    for (const auto* name : {"Thunderbird", "Mail\r\n\xff", "Thunderbird"}) {
        const auto user = login("secret");
        user->seat->setClient(name);
    }
    const auto all = visits();
    ASSERT_EQ(all.size(), 2U);
    std::set<std::string> clients{all[0].client, all[1].client};
    EXPECT_EQ(clients, (std::set<std::string>{"Mail???", "Thunderbird"}));
    // The same program from elsewhere is the same device, one that does not say what it is another.
    (void)login("secret", "198.51.100.7")->seat->setClient("Thunderbird");
    EXPECT_EQ(visits().size(), 2U);
    (void)login("secret");
    (void)login("secret", "198.51.100.7");
    EXPECT_EQ(visits().size(), 4U);
}

TEST_F(VisitsTest, AnAppPasswordIsOneDeviceWhereverItIs)
{
    ASSERT_TRUE(directory.addAppPassword(address, {.label = "phone", .hash = {}}, letters));
    ASSERT_TRUE(login(letters, "192.0.2.1"));
    pass(Visits::interval);
    ASSERT_TRUE(login(letters, "2001:db8::1"));
    const auto all = visits();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].label, "phone");
    EXPECT_EQ(all[0].ground, LoginGround::Kind::AppPassword);
    EXPECT_EQ(all[0].peer, "2001:db8::1");
    EXPECT_EQ(all[0].first, start);
    EXPECT_EQ(all[0].last, start + Visits::interval);
}

TEST_F(VisitsTest, AreWrittenOnceAnHour)
{
    (void)login("secret");
    pass(Visits::interval - 1);
    (void)login("secret");
    EXPECT_EQ(visits().front().last, start);
    pass(1);
    (void)login("secret");
    EXPECT_EQ(visits().front().last, start + Visits::interval);
    clock.advance(std::chrono::seconds(-2 * Visits::interval)); // it went back
    (void)login("secret");
    EXPECT_EQ(visits().front().first, start - Visits::interval);
}

TEST_F(VisitsTest, SessionsThatStayAreToldOfEveryHour)
{
    const auto user = login("secret");
    pass(Visits::interval);
    authenticator.reviewSeats();
    EXPECT_EQ(visits().front().last, start + Visits::interval);
}

TEST_F(VisitsTest, RefusalsAreCounted)
{
    for (int i = 0; i < 3; ++i)
        EXPECT_FALSE(login("wrong", "192.0.2.9", Protocol::Pop3));
    auto all = visits();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].outcome, LoginOutcome::WrongPassword);
    EXPECT_EQ(all[0].protocol, Protocol::Pop3);
    EXPECT_EQ(all[0].count, 3U);
    EXPECT_EQ(stored().front().count, 1U); // the rest is in memory
    pass(Visits::refusalInterval);
    EXPECT_FALSE(login("wrong", "192.0.2.9", Protocol::Pop3));
    EXPECT_EQ(stored().front().count, 4U);
    EXPECT_EQ(visits().front().last, start + Visits::refusalInterval);
}

TEST_F(VisitsTest, NothingIsKeptOfUsersWhoAreNot)
{
    EXPECT_FALSE(login("secret", "192.0.2.1", Protocol::Imap, "nobody@example.org"));
    EXPECT_FALSE(login("secret", "192.0.2.1", Protocol::Imap, "my pass word"));
    (void)visits();
    std::size_t records = 0;
    ASSERT_TRUE(engine.scan(visitsPartition, {}, [&](std::string_view, std::string_view) {
        return ++records > 0;
    }));
    EXPECT_EQ(records, 0U);
}

TEST_F(VisitsTest, AnotherAddressOfTheAccountIsAWrongName)
{
    const std::string targets[] = {address};
    ASSERT_TRUE(directory.addAlias("sales@example.org", targets));
    EXPECT_FALSE(login("secret", "192.0.2.1", Protocol::Imap, "sales@example.org"));
    EXPECT_EQ(only(), std::pair(LoginOutcome::WrongName, std::string("sales@example.org")));
    EXPECT_EQ(
        advice(visits().front(), address, Language::English),
        "The user name was sales@example.org, which is another address of this account. Enter "
        "alice@example.org as the user name; sales@example.org can stay the sender."
    );
}

TEST_F(VisitsTest, TheReasonIsThatOfTheRefusal)
{
    ASSERT_TRUE(directory.setAccount(address, "imap", "off"));
    EXPECT_EQ(login("secret").error().code, "UNAVAILABLE");
    EXPECT_EQ(only().first, LoginOutcome::ProtocolOff);
    EXPECT_THAT(
        advice(visits().front(), address, Language::German),
        HasSubstr("IMAP ist für dieses Konto abgeschaltet")
    );
}

TEST_F(VisitsTest, AppPasswordsThatDoNotFitAreNamed)
{
    AppPassword password{.label = "phone", .hash = {}};
    password.protocols = *parseProtocolSet("smtp");
    password.expires = start + 10;
    ASSERT_TRUE(directory.addAppPassword(address, password, letters));
    EXPECT_EQ(login(letters).error().code, "AUTHORIZATIONFAILED");
    EXPECT_EQ(only(), std::pair(LoginOutcome::AppPasswordElsewhere, std::string("phone")));
    EXPECT_EQ(
        advice(visits().front(), address, Language::English),
        "The app password \"phone\" is not for IMAP. Make one that is."
    );
    pass(10);
    EXPECT_EQ(login(letters, "192.0.2.1", Protocol::Smtp).error().code, "EXPIRED");
    EXPECT_EQ(visits().front().outcome, LoginOutcome::AppPasswordExpired);
    ASSERT_TRUE(directory.setAccount(address, "app_passwords_only", "on"));
    EXPECT_EQ(login("secret").error().code, "AUTHENTICATIONFAILED");
    pass(1);
    EXPECT_EQ(visits().size(), 3U);
}

TEST_F(VisitsTest, TooManyConnectionsAndBansAreRefusalsToo)
{
    authenticator.setConnectionLimit(1);
    const auto first = login("secret");
    EXPECT_EQ(login("secret").error().code, "INUSE");
    EXPECT_EQ(only().first, LoginOutcome::TooManyConnections);
    pass(1);
    for (int i = 0; i < 20; ++i)
        EXPECT_FALSE(login("wrong"));
    EXPECT_EQ(login("secret").error().code, "LIMIT");
    std::set<LoginOutcome> outcomes;
    for (const auto& visit : visits())
        outcomes.insert(visit.outcome);
    EXPECT_TRUE(outcomes.contains(LoginOutcome::Banned));
}

TEST_F(VisitsTest, TheOldestRefusalsGoThoseFromStrangersFirst)
{
    ASSERT_TRUE(login("secret", "192.0.2.1"));
    EXPECT_FALSE(login("wrong", "192.0.2.1"));
    for (std::size_t i = 1; i <= Visits::limit; ++i) {
        pass(1);
        EXPECT_FALSE(login("wrong", "198.51.100." + std::to_string(i)));
    }
    const auto all = refusals();
    ASSERT_EQ(all.size(), Visits::limit);
    EXPECT_EQ(all.back().peer, "192.0.2.1"); // the oldest of all
    EXPECT_EQ(all[Visits::limit - 2].peer, "198.51.100.2");
    EXPECT_EQ(visits().size(), Visits::limit + 1); // who was let in does not give way to them
}

TEST_F(VisitsTest, AFailingDiskIsNotTheUsersMatter)
{
    engine.failNext(1, {Fault::Temporary, "the disk is full", {}});
    ASSERT_TRUE(login("secret"));
    EXPECT_THAT(visits(), IsEmpty());
}

TEST_F(VisitsTest, GoWithTheAccount)
{
    (void)login("secret");
    EXPECT_EQ(visits().size(), 1U);
    ASSERT_TRUE(directory.removeAccount(address));
    EXPECT_THAT(visits(), IsEmpty());
}

TEST_F(VisitsTest, DamagedRecordsAreOverlooked)
{
    const Visit visit{
        .outcome = LoginOutcome::Banned,
        .protocol = Protocol::Smtp,
        .ground = LoginGround::Kind::Token,
        .label = "l",
        .client = "c",
        .peer = "::1",
        .first = -5,
        .last = 7,
        .count = 300,
    };
    const auto bytes = formatVisit(visit);
    EXPECT_EQ(*parseVisit(bytes), visit);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(parseVisit(bytes.substr(0, size))) << size;
    auto other = bytes;
    other[0] = 2; // a later format
    EXPECT_FALSE(parseVisit(other));
    other = bytes;
    other[1] = static_cast<char>(LoginOutcome::Count_);
    EXPECT_FALSE(parseVisit(other));
}

TEST(ClientName, IsFitToBeShown)
{
    EXPECT_EQ(clientName("Apple \xc3\xa4 \x1b[2J"), "Apple ?? ?[2J");
    EXPECT_EQ(clientName(std::string(64, 'a')).size(), 64U);
    EXPECT_EQ(clientName(std::string(65, 'a')).size(), 64U);
}

TEST(Advice, IsThereForEveryRefusalInBothLanguages)
{
    Visit visit{.label = "LABEL", .peer = "PEER"};
    EXPECT_EQ(advice(visit, "ADDRESS", Language::German), "");
    for (std::uint8_t i = 1; i < static_cast<std::uint8_t>(LoginOutcome::Count_); ++i) {
        visit.outcome = static_cast<LoginOutcome>(i);
        for (const auto language : {Language::German, Language::English}) {
            const auto text = advice(visit, "ADDRESS", language);
            EXPECT_GT(text.size(), 20U) << int{i};
            EXPECT_TRUE(text.ends_with('.')) << text;
            EXPECT_EQ(text.find_first_of("{}"), std::string::npos) << text;
        }
        EXPECT_FALSE(refusal(visit.outcome, Protocol::Imap).text.empty());
    }
}

} // namespace
} // namespace postamt::accounts
