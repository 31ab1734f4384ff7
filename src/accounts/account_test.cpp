#include "accounts/account.h"

#include <gtest/gtest.h>

#include <limits>
#include <utility>

namespace postamt::accounts {
namespace {

TEST(Account, hasWhatWasSetElseTheStandard)
{
    Account account;
    EXPECT_TRUE(account.isEnabled());
    EXPECT_TRUE(account.permits(Protocol::Imap));
    EXPECT_TRUE(account.permits(Protocol::Pop3));
    EXPECT_TRUE(account.permits(Protocol::Smtp));
    EXPECT_EQ(account.quotaBytes(), std::nullopt);
    account.values = {
        {"pop3",           "off" },
        {"quota.bytes",    "1000"},
        {"quota.messages", "0"   }
    };
    EXPECT_TRUE(account.permits(Protocol::Imap));
    EXPECT_FALSE(account.permits(Protocol::Pop3));
    EXPECT_EQ(account.quotaBytes(), 1000U);
    EXPECT_EQ(account.quotaMessages(), 0U);
    account.values = {
        {"enabled", "off"},
        {"imap",    "off"},
        {"smtp",    "off"}
    };
    EXPECT_FALSE(account.isEnabled());
    EXPECT_FALSE(account.permits(Protocol::Imap));
    EXPECT_FALSE(account.permits(Protocol::Smtp));
}

TEST(Account, saysWhatBecomesOfFetchedMessages)
{
    Account account;
    EXPECT_EQ(account.afterFetch(), AfterFetch::Keep);
    account.values["pop3.fetched"] = "keep";
    EXPECT_EQ(account.afterFetch(), AfterFetch::Keep);
    account.values["pop3.fetched"] = "read";
    EXPECT_EQ(account.afterFetch(), AfterFetch::MarkRead);
    account.values["pop3.fetched"] = "archive";
    EXPECT_EQ(account.afterFetch(), AfterFetch::Archive);
    account.values["pop3.fetched"] = "trash";
    EXPECT_EQ(account.afterFetch(), AfterFetch::Trash);
    account.values["pop3.fetched"] = "what a newer program knows";
    EXPECT_EQ(account.afterFetch(), AfterFetch::Keep) << "which loses nothing";
}

TEST(Account, saysWhatPopShows)
{
    Account account;
    EXPECT_EQ(account.popMode(), PopMode::Classic);
    const std::pair<const char*, PopMode> modes[]{
        {"all",                        PopMode::All      },
        {"from-now-on",                PopMode::FromNowOn},
        {"classic",                    PopMode::Classic  },
        {"on",                         PopMode::Classic  },
        {"off",                        PopMode::Off      },
        {"what a newer program knows", PopMode::Off      },
    };
    for (const auto& [value, mode] : modes) {
        account.values["pop3"] = value;
        EXPECT_EQ(account.popMode(), mode) << value;
        EXPECT_EQ(account.permits(Protocol::Pop3), mode != PopMode::Off) << value;
    }
}

TEST(Account, notesSinceWhenPopIsFromNowOn)
{
    Account account;
    EXPECT_EQ(account.popSince(), std::nullopt);
    account.set("pop3", "from-now-on", 1'000);
    EXPECT_EQ(account.popSince(), 1'000);
    account.set("pop3", "from-now-on", 2'000);
    account.set("name", "Alice", 3'000);
    EXPECT_EQ(account.popSince(), 1'000) << "it held already";
    for (const auto* other : {"all", "classic", "off", "default"}) {
        account.set("pop3", other, 4'000);
        EXPECT_EQ(account.popSince(), std::nullopt);
        EXPECT_FALSE(account.values.contains(popSinceKey)) << other;
        account.set("pop3", "from-now-on", 5'000);
        EXPECT_EQ(account.popSince(), 5'000);
    }
    for (const auto* damaged : {"", "x", "-1", "9223372036854775808", "18446744073709551616"}) {
        account.values[std::string(popSinceKey)] = damaged;
        EXPECT_EQ(account.popSince(), 0) << "which hides nothing: " << damaged;
    }
    account.values[std::string(popSinceKey)] = "9223372036854775807";
    EXPECT_EQ(account.popSince(), std::numeric_limits<UnixSeconds>::max());
}

TEST(Account, settingsAreChecked)
{
    EXPECT_TRUE(checkAccountSetting("imap", "off"));
    EXPECT_TRUE(checkAccountSetting("imap", "default"));
    EXPECT_FALSE(checkAccountSetting("imap", "yes"));
    EXPECT_TRUE(checkAccountSetting("quota.bytes", "18446744073709551615"));
    EXPECT_FALSE(checkAccountSetting("quota.bytes", "18446744073709551616"));
    EXPECT_FALSE(checkAccountSetting("quota.bytes", "-1"));
    EXPECT_FALSE(checkAccountSetting("quota.bytes", "1 MB"));
    EXPECT_FALSE(checkAccountSetting("quota.bytes", ""));
    for (const auto* value : {"keep", "read", "archive", "trash", "default"})
        EXPECT_TRUE(checkAccountSetting("pop3.fetched", value)) << value;
    for (const auto* value : {"", ",", "kee", "keep,", "keep,read", "Keep", "on", "delete"})
        EXPECT_FALSE(checkAccountSetting("pop3.fetched", value)) << value;
    for (const auto* value : {"all", "from-now-on", "classic", "on", "off", "default"})
        EXPECT_TRUE(checkAccountSetting("pop3", value)) << value;
    for (const auto* value : {"", "from now on", "recent", "1"})
        EXPECT_FALSE(checkAccountSetting("pop3", value)) << value;
    EXPECT_FALSE(checkAccountSetting(popSinceKey, "1000")) << "is noted, not set";
    EXPECT_EQ(
        checkAccountSetting("pop3.fetched", "on").error().text,
        "pop3.fetched must be one of keep,read,archive,trash, or default"
    );
    EXPECT_TRUE(checkAccountSetting("name", "Jürgen Groß"));
    EXPECT_TRUE(checkAccountSetting("name", std::string(1000, 'a')));
    EXPECT_FALSE(checkAccountSetting("name", std::string(1001, 'a')));
    EXPECT_FALSE(checkAccountSetting("name", "\xff"));
    EXPECT_EQ(
        checkAccountSetting("nmae", "x").error().text,
        "an account has no setting \"nmae\"; it has name, enabled, imap, pop3, smtp, web, "
        "app_passwords_only, language, append.bytes, pop3.fetched, quota.admin, quota.bytes, "
        "quota.messages"
    );
}

} // namespace
} // namespace postamt::accounts
