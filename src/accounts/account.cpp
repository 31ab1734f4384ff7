#include "accounts/account.h"

#include "base/choices.h"
#include "base/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace postamt::accounts {

namespace {

using enum AccountSettingType;

constexpr auto table = std::to_array<AccountSetting>({
    {"name",           Text,   "",        "The user's name, as shown to others"                     },
    {"enabled",        OnOff,  "on",      "Whether the user can log in; mail arrives in either case"},
    {"imap",           OnOff,  "on",      "Whether the mail can be read with IMAP"                  },
    {"pop3",           Choice, "classic", "What can be read with POP3: all (of all mailboxes what was not fetched yet), from-now-on (of that, what arrives after this is set), classic or on (INBOX, all of it), off", "all,from-now-on,classic,on,off"},
    {"smtp",           OnOff,  "on",      "Whether mail can be sent"                                },
    {"web",            OnOff,  "on",      "Whether the user can use the settings page"              },
    {"app_passwords_only", OnOff, "off", "Whether mail programs must use app passwords: that of the account lets none in"},
    {"language",       Choice, "",        "The language of the settings page: de, en; by default that of the browser", "de,en"},
    {"append.bytes",   Number, "default", "The largest message that can be put in with IMAP; not more than for all" },
    {"pop3.fetched",   Choice, "keep",    "What becomes of a message that was fetched with POP3: keep (unread), read (marked as read), archive, trash", "keep,read,archive,trash"},
    {"quota.admin",    OnOff,  "off",     "Whether the user may set the quotas of all accounts, with IMAP's SETQUOTA" },
    {"quota.bytes",    Number, "default", "The most bytes of mail, 0 for no limit"                  },
    {"quota.messages", Number, "default", "The most messages, 0 for no limit"                       },
});

const AccountSetting* rowOf(std::string_view key)
{
    const auto found = std::ranges::find(table, key, &AccountSetting::key);
    return found == table.end() ? nullptr : &*found;
}

std::optional<std::uint64_t> numberIn(std::string_view text)
{
    std::uint64_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

} // namespace

std::string_view nameOf(Protocol protocol)
{
    switch (protocol) {
    case Protocol::Imap:
        return "IMAP";
    case Protocol::Pop3:
        return "POP3";
    case Protocol::Smtp:
        return "SMTP";
    case Protocol::Web:
        break;
    }
    return "Web";
}

std::span<const AccountSetting> accountSettings()
{
    return table;
}

Result<> checkAccountSetting(std::string_view key, std::string_view value)
{
    const auto* row = rowOf(key);
    if (row == nullptr) {
        std::string keys;
        for (const auto& known : table)
            keys += fmt::format("{}{}", keys.empty() ? "" : ", ", known.key);
        return bad(fmt::format("an account has no setting \"{}\"; it has {}", key, keys));
    }
    if (value == "default")
        return {};
    switch (row->type) {
    case OnOff:
        if (value != "on" && value != "off")
            return bad(fmt::format("{} must be on, off or default", key));
        break;
    case Number:
        if (!numberIn(value))
            return bad(fmt::format("{} must be a whole number, or default", key));
        break;
    case Choice:
        if (!isAmong(row->choices, value))
            return bad(fmt::format("{} must be one of {}, or default", key, row->choices));
        break;
    case Text:
        if (!isUtf8(value) || value.size() > 1000 || value.find('\0') != std::string_view::npos)
            return bad(fmt::format("{} must be UTF-8 of at most 1000 bytes", key));
        break;
    }
    return {};
}

std::string_view Account::value(std::string_view key) const
{
    if (const auto found = values.find(key); found != values.end())
        return found->second;
    const auto* row = rowOf(key);
    return row == nullptr ? std::string_view() : row->standard;
}

bool Account::permits(Protocol protocol) const
{
    switch (protocol) {
    case Protocol::Imap:
        return value("imap") == "on";
    case Protocol::Pop3:
        return popMode() != PopMode::Off;
    case Protocol::Smtp:
        return value("smtp") == "on";
    case Protocol::Web:
        break;
    }
    return value("web") == "on";
}

std::string_view Account::language() const
{
    const auto chosen = value("language");
    return isAmong("de,en", chosen) ? chosen : std::string_view();
}

void Account::set(std::string_view key, std::string_view value, UnixSeconds now)
{
    const bool wasFromNowOn = popMode() == PopMode::FromNowOn;
    if (value == "default")
        values.erase(std::string(key));
    else
        values[std::string(key)] = value;
    if (popMode() != PopMode::FromNowOn)
        values.erase(std::string(popSinceKey));
    else if (!wasFromNowOn)
        values[std::string(popSinceKey)] = std::to_string(now);
}

PopMode Account::popMode() const
{
    const auto name = value("pop3");
    if (name == "all")
        return PopMode::All;
    if (name == "from-now-on")
        return PopMode::FromNowOn;
    return name == "classic" || name == "on" ? PopMode::Classic : PopMode::Off;
}

std::optional<UnixSeconds> Account::popSince() const
{
    if (popMode() != PopMode::FromNowOn)
        return std::nullopt;
    const auto seconds = numberAt(popSinceKey);
    constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<UnixSeconds>::max());
    // A moment that cannot be read hides nothing.
    return seconds && *seconds <= largest ? static_cast<UnixSeconds>(*seconds) : 0;
}

AfterFetch Account::afterFetch() const
{
    const auto name = value("pop3.fetched");
    if (name == "read")
        return AfterFetch::MarkRead;
    if (name == "archive")
        return AfterFetch::Archive;
    return name == "trash" ? AfterFetch::Trash : AfterFetch::Keep;
}

std::optional<std::uint64_t> Account::numberAt(std::string_view key) const
{
    return numberIn(value(key));
}

} // namespace postamt::accounts
