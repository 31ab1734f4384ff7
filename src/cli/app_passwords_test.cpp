#include "cli/app_passwords.h"

#include "store/memory/memory_engine.h"

#include <gtest/gtest.h>

namespace postamt::cli {
namespace {

constexpr UnixSeconds day = 86'400;
constexpr UnixSeconds now = 1'796'029'200; // 2026-11-30T09:00Z

TEST(AppPasswordExpiry, IsALastDayOrANumberOfDays)
{
    EXPECT_EQ(*parseExpiry("", now), 0);
    EXPECT_EQ(*parseExpiry("90d", now), now + 90 * day);
    EXPECT_EQ(*parseExpiry("36500d", now), now + 36'500 * day);
    EXPECT_EQ(*parseExpiry("2027-01-31", now), 1'801'440'000); // 2027-02-01T00:00Z
    EXPECT_EQ(*parseExpiry("2026-11-30", now), now - now % day + day);
    EXPECT_TRUE(parseExpiry("2028-02-29", now));
    for (const auto* wrong :
         {"0d", "36501d", "-1d", "d", "90", "1.5d", "2026-11-29", "2027-02-29", "2027-13-01",
          "2027-1-31", "27-01-31", "2027-01-31 ", "soon", "99999999999d"})
        EXPECT_EQ(parseExpiry(wrong, now).error().fault, Fault::Bad) << wrong;
}

TEST(AppPasswords, AreAddedListedAndRemoved)
{
    const ManualClock clock{now};
    SystemRandom random;
    store::MemoryEngine engine;
    accounts::Directory directory(engine, clock);
    ASSERT_TRUE(directory.addDomain("example.org"));
    const auto credentials
        = *accounts::makeCredentials("secret", random, accounts::PasswordCost::least());
    const auto id = *directory.addAccount({.address = "a@example.org", .credentials = credentials});
    const Administration on{
        .engine = engine, .directory = directory, .random = random, .checkpoints = {}
    };
    const auto ask = [&](std::string verb, std::vector<std::string> arguments) {
        return perform(on, {"account password " + verb, std::move(arguments), ""});
    };
    const auto made = ask("add", {"a@example.org", "My \"phone\"", "smtp,imap", "2027-01-31"});
    ASSERT_TRUE(made);
    const auto letters = accounts::appPasswordLetters(*made);
    ASSERT_TRUE(letters);
    ASSERT_TRUE(ask("add", {"a@example.org", "scanner"}));
    const auto hash = accounts::hashAppPassword(id, *letters);
    ASSERT_TRUE(directory.appPasswordUses().write(
        id, hash, {now + 60, accounts::Protocol::Pop3, "192.0.2.1"}
    ));
    EXPECT_EQ(
        *ask("list", {"a@example.org"}),
        "label=\"My \\\"phone\\\"\" protocols=imap,smtp created=2026-11-30 "
        "expires=2027-02-01T00:00Z used=2026-11-30T09:01Z,pop,192.0.2.1\n"
        "label=\"scanner\" protocols=imap,pop,smtp created=2026-11-30 expires=never used=never\n"
    );
    EXPECT_EQ(ask("add", {"a@example.org", "scanner"}).error().text,
              "a@example.org has an app password \"scanner\" already");
    EXPECT_EQ(ask("add", {"a@example.org", "x", "http"}).error().fault, Fault::Bad);
    EXPECT_EQ(ask("add", {"a@example.org", "x", "", "yesterday"}).error().fault, Fault::Bad);
    EXPECT_EQ(ask("add", {"a@example.org", ""}).error().fault, Fault::Bad);
    EXPECT_EQ(ask("add", {"b@example.org", "x"}).error().code, "NONEXISTENT");
    EXPECT_EQ(ask("list", {"b@example.org"}).error().text, "there is no account b@example.org");
    EXPECT_TRUE(ask("remove", {"a@example.org", "scanner"}));
    EXPECT_EQ(ask("remove", {"a@example.org", "scanner"}).error().text,
              "a@example.org has no app password \"scanner\"");
    EXPECT_TRUE(ask("remove", {"a@example.org", "My \"phone\""}));
    EXPECT_EQ(*ask("list", {"a@example.org"}), "");
    EXPECT_EQ(*directory.appPasswordUses().last(id, hash), std::nullopt);
}

} // namespace
} // namespace postamt::cli
