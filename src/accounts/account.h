#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "mail/ids.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace postamt::accounts {

/// How a user comes in. Each can be switched off for an account. Web is the settings page; app
/// passwords are never for it.
enum class Protocol { Imap, Pop3, Smtp, Web };

/// IMAP, POP3, SMTP, Web: for log lines and texts.
std::string_view nameOf(Protocol protocol);

enum class AccountSettingType { OnOff, Number, Text, Choice };

/// One thing that can be set for an account (`postamt account set`).
struct AccountSetting {
    std::string_view key;
    AccountSettingType type;
    std::string_view standard; ///< the value of an account where it was never set
    std::string_view sentence;
    std::string_view choices = {}; ///< the values a Choice may have, commas between
};

/// What POP3 does at QUIT to the messages that RETR has sent.
enum class AfterFetch {
    Keep, ///< they stay in INBOX, unread
    MarkRead,
    Archive, ///< moved to the mailbox with the special use \Archive
    Trash, ///< moved to that with \Trash
};

/// What POP3 shows of an account's mail.
enum class PopMode {
    Off,
    Classic, ///< INBOX, all of it
    All, ///< of all mailboxes what was not fetched
    FromNowOn, ///< of that, what arrived since this was chosen
};

/// All of them.
std::span<const AccountSetting> accountSettings();

/// Bad, with a text that says what is expected, if there is no such key or it cannot have this
/// value. The value "default" is always permitted: it unsets the key.
Result<> checkAccountSetting(std::string_view key, std::string_view value);

/// Where Account::values has the moment since which PopMode::FromNowOn holds. It cannot be set.
constexpr std::string_view popSinceKey = "pop3.since";

/// A user's account as the directory knows it: a plain value.
struct Account {
    mail::AccountId id;
    std::string address; ///< the primary one, normalised
    UnixSeconds created = 0;
    /// What was set, by key; and under `popSinceKey`, in Unix seconds, when PopMode::FromNowOn was.
    std::map<std::string, std::string, std::less<>> values;

    /// The value of a key of the table, set or standard.
    std::string_view value(std::string_view key) const;

    /// False: the user cannot log in; mail still arrives.
    bool isEnabled() const { return value("enabled") == "on"; }

    bool permits(Protocol protocol) const;

    /// Mail programs must use app passwords.
    bool needsAppPassword() const { return value("app_passwords_only") == "on"; }

    /// Sets a key of the table to a value that checkAccountSetting() permits. Where that chooses
    /// PopMode::FromNowOn, and another one held until now, the moment is noted.
    void set(std::string_view key, std::string_view value, UnixSeconds now);

    /// A value that this program does not know means Off, which shows and deletes nothing.
    PopMode popMode() const;

    /// Since when PopMode::FromNowOn holds; nothing where another one does.
    std::optional<UnixSeconds> popSince() const;

    /// A value that this program does not know means Keep, which loses nothing.
    AfterFetch afterFetch() const;

    /// The language that the user chose for the settings page, "de" or "en"; empty: the browser's.
    std::string_view language() const;

    /// True: the user may set the quotas of all accounts.
    bool maySetQuotas() const { return value("quota.admin") == "on"; }

    /// The account's own limit, 0 for none; nothing where that of the service holds.
    std::optional<std::uint64_t> quotaBytes() const { return numberAt("quota.bytes"); }

    std::optional<std::uint64_t> quotaMessages() const { return numberAt("quota.messages"); }

    /// The octets of the largest message for IMAP's APPEND; nothing where that of the service holds.
    std::optional<std::uint64_t> appendBytes() const { return numberAt("append.bytes"); }

    bool operator==(const Account&) const = default;

private:
    std::optional<std::uint64_t> numberAt(std::string_view key) const;
};

} // namespace postamt::accounts
