#include "cli/app_passwords.h"

#include "accounts/app_password.h"
#include "base/ascii.h"
#include "cli/time_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>

namespace postamt::cli {

namespace {

constexpr UnixSeconds day = 24 * 60 * 60;
constexpr int mostDays = 36'500;

/// Digits only, all of them.
std::optional<int> digits(std::string_view text)
{
    int number = 0;
    const bool isNumber = !text.empty() && text.size() <= 5 && std::ranges::all_of(text, isDigit);
    if (!isNumber)
        return std::nullopt;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// "2027-01-31" as days since 1970; nothing if there is no such day.
std::optional<std::chrono::sys_days> dateIn(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto date = digits(text.substr(8, 2));
    if (!year || !month || !date)
        return std::nullopt;
    const std::chrono::year_month_day parsed(
        std::chrono::year(*year),
        std::chrono::month(static_cast<unsigned>(*month)),
        std::chrono::day(static_cast<unsigned>(*date))
    );
    return parsed.ok() ? std::optional(std::chrono::sys_days(parsed)) : std::nullopt;
}

std::string formatUse(const std::optional<accounts::AppPasswordUse>& use)
{
    if (!use)
        return "never";
    accounts::ProtocolSet protocol;
    protocol.add(use->protocol);
    return fmt::format(
        "{},{},{}",
        formatTime(use->time),
        accounts::formatProtocolSet(protocol),
        use->peer.empty() ? "local" : use->peer
    );
}

/// The account of a primary address.
Result<accounts::Account> accountOf(const Administration& on, const std::string& address)
{
    auto found = on.directory.accountOfUser(address);
    if (!found)
        return std::unexpected(found.error());
    if (!*found)
        return no(fmt::format("there is no account {}", address));
    return std::move(**found);
}

std::string argument(const Request& request, std::size_t at)
{
    return at < request.arguments.size() ? request.arguments[at] : std::string();
}

} // namespace

Result<UnixSeconds> parseExpiry(std::string_view text, UnixSeconds now)
{
    if (text.empty())
        return UnixSeconds(0);
    std::optional<UnixSeconds> end;
    if (text.ends_with('d')) {
        if (const auto days = digits(text.substr(0, text.size() - 1)); days && *days <= mostDays)
            end = now + *days * day;
    } else if (const auto date = dateIn(text)) {
        end = (date->time_since_epoch().count() + 1) * day;
    }
    if (!end)
        return bad("an expiry is a last day such as 2027-01-31, or so many days such as 90d");
    if (*end <= now)
        return bad(fmt::format("{} is past", text));
    return *end;
}

Result<std::string> addAppPassword(const Administration& on, const Request& request)
{
    const auto protocols = accounts::parseProtocolSet(argument(request, 2));
    if (!protocols)
        return std::unexpected(protocols.error());
    const auto expires = parseExpiry(argument(request, 3), on.directory.clock().seconds());
    if (!expires)
        return std::unexpected(expires.error());
    accounts::AppPassword password;
    password.label = request.arguments.at(1);
    password.protocols = *protocols;
    password.expires = *expires;
    auto shown = accounts::makeAppPassword(on.random);
    const auto letters = accounts::appPasswordLetters(shown);
    if (!letters)
        return internal("an app password was made that is none");
    const auto& address = request.arguments.at(0);
    if (auto added = on.directory.addAppPassword(address, std::move(password), *letters); !added)
        return std::unexpected(added.error());
    return shown;
}

Result<std::string> listAppPasswords(const Administration& on, const Request& request)
{
    const auto account = accountOf(on, request.arguments.at(0));
    if (!account)
        return std::unexpected(account.error());
    const auto all = on.directory.appPasswords(account->id);
    if (!all)
        return std::unexpected(all.error());
    std::string out;
    for (const auto& password : *all) {
        const auto use = on.directory.appPasswordUses().last(account->id, password.hash);
        if (!use)
            return std::unexpected(use.error());
        out += fmt::format(
            "label={:?} protocols={} created={} expires={} used={}\n",
            password.label,
            accounts::formatProtocolSet(password.protocols),
            formatDate(password.created),
            password.expires == 0 ? "never" : formatTime(password.expires),
            formatUse(*use)
        );
    }
    return out;
}

Result<std::string> removeAppPassword(const Administration& on, const Request& request)
{
    auto removed
        = on.directory.removeAppPassword(request.arguments.at(0), request.arguments.at(1));
    if (!removed)
        return std::unexpected(removed.error());
    return std::string();
}

} // namespace postamt::cli
