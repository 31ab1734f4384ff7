#include "accounts/account.h"

#include <gtest/gtest.h>

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
        "an account has no setting \"nmae\"; it has name, enabled, imap, pop3, smtp, "
        "app_passwords_only, append.bytes, pop3.fetched, quota.admin, quota.bytes, "
        "quota.messages"
    );
}

} // namespace
} // namespace postamt::accounts
