#include "accounts/visit.h"
#include "cli/activity.h"
#include "store/commit.h"
#include "store/memory/memory_engine.h"

#include <gtest/gtest.h>

namespace postamt::cli {
namespace {

constexpr UnixSeconds now = 1'796'029'200; // 2026-11-30T09:00Z

class Activity : public testing::Test {
protected:
    Activity()
    {
        const auto credentials
            = *accounts::makeCredentials("secret", random, accounts::PasswordCost::least());
        EXPECT_TRUE(directory.addDomain("example.org"));
        id = *directory.addAccount({.address = "a@example.org", .credentials = credentials});
    }

    void keep(const accounts::Visit& visit)
    {
        store::Batch batch;
        batch.partition = accounts::visitsPartition;
        batch.expected = *engine.version(batch.partition);
        batch.next = batch.expected.next();
        batch.puts.push_back(
            {.key = accounts::visitKey(id, visit), .value = accounts::formatVisit(visit)}
        );
        EXPECT_TRUE(store::commitAndWait(engine, std::move(batch)));
    }

    Result<std::string> ask(std::vector<std::string> arguments)
    {
        const Administration on{
            .engine = engine, .directory = directory, .random = random, .checkpoints = {}
        };
        return perform(on, {"account activity", std::move(arguments), ""});
    }

    const ManualClock clock{now};
    SystemRandom random;
    store::MemoryEngine engine;
    accounts::Directory directory{engine, clock};
    mail::AccountId id;
};

TEST_F(Activity, SaysWhoCameAndWhoDidNotGetIn)
{
    EXPECT_EQ(
        *ask({"a@example.org"}), "Connected now\n  nobody\nLet in\n  nobody\nNot let in\n  nobody\n"
    );
    keep({.client = "Thunderbird", .peer = "192.0.2.1", .first = now - 3600, .last = now});
    keep(
        {.outcome = accounts::LoginOutcome::WrongPassword,
         .protocol = accounts::Protocol::Pop3,
         .peer = "198.51.100.7",
         .first = now - 60,
         .last = now,
         .count = 12}
    );
    EXPECT_EQ(
        *ask({"a@example.org"}),
        "Connected now\n"
        "  nobody\n"
        "Let in\n"
        "  IMAP Thunderbird from 192.0.2.1, password of the account: last 2026-11-30T09:00Z, first "
        "2026-11-30T08:00Z\n"
        "Not let in\n"
        "  POP3 from 198.51.100.7: last 2026-11-30T09:00Z, 12 x since 2026-11-30T08:59Z\n"
        "    The password was wrong. Type it anew in the program's account settings; where the "
        "account needs app passwords, type one of those.\n"
    );
}

TEST_F(Activity, SpeaksGerman)
{
    keep(
        {.ground = accounts::LoginGround::Kind::AppPassword,
         .label = "Handy",
         .first = now,
         .last = now}
    );
    EXPECT_EQ(
        *ask({"a@example.org", "de"}),
        "Jetzt verbunden\n"
        "  niemand\n"
        "Hereingelassen\n"
        "  IMAP von diesem Rechner, App-Passwort „Handy“: zuletzt 2026-11-30T09:00Z, zuerst "
        "2026-11-30T09:00Z\n"
        "Nicht hereingelassen\n"
        "  niemand\n"
    );
}

TEST_F(Activity, RefusesWhatItDoesNotKnow)
{
    EXPECT_EQ(ask({"b@example.org"}).error().text, "there is no account b@example.org");
    EXPECT_EQ(ask({"a@example.org", "fr"}).error().fault, Fault::Bad);
    EXPECT_EQ(ask({}).error().fault, Fault::Bad);
}

} // namespace
} // namespace postamt::cli
