#include "imap/proto/date_time.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace postamt::imap::proto {

namespace {

constexpr std::array<std::string_view, 12> months{
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
};
constexpr UnixSeconds secondsOfDay = 86'400;

// Exactly so many digits off the front.
std::optional<int> takeDigits(std::string_view& text, std::size_t count)
{
    if (text.size() < count || !std::ranges::all_of(text.substr(0, count), isDigit))
        return {};
    int value = 0;
    for (const char c : text.substr(0, count))
        value = value * 10 + (c - '0');
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char c)
{
    if (!text.starts_with(c))
        return false;
    text.remove_prefix(1);
    return true;
}

std::chrono::year_month_day calendarDay(Date date)
{
    return {
        std::chrono::year(date.year),
        std::chrono::month(static_cast<unsigned>(date.month)),
        std::chrono::day(static_cast<unsigned>(date.day))
    };
}

// "Feb-1994" after the day.
std::optional<Date> takeMonthAndYear(std::string_view& text, int day)
{
    if (!take(text, '-') || text.size() < 3)
        return {};
    const auto name = text.substr(0, 3);
    const auto month
        = std::ranges::find_if(months, [name](auto m) { return equalsIgnoreCase(m, name); });
    text.remove_prefix(3);
    if (month == months.end() || !take(text, '-'))
        return {};
    const auto year = takeDigits(text, 4);
    if (!year || *year == 0)
        return {};
    const Date date{*year, static_cast<int>(month - months.begin()) + 1, day};
    return calendarDay(date).ok() ? std::optional(date) : std::nullopt;
}

// "02:44:25" as seconds of the day.
std::optional<int> takeTime(std::string_view& text)
{
    const auto hour = takeDigits(text, 2);
    if (!hour || *hour > 23 || !take(text, ':'))
        return {};
    const auto minute = takeDigits(text, 2);
    if (!minute || *minute > 59 || !take(text, ':'))
        return {};
    const auto second = takeDigits(text, 2);
    if (!second || *second > 60)
        return {};
    return (*hour * 60 + *minute) * 60 + std::min(*second, 59);
}

// "-0700" as minutes.
std::optional<int> takeZone(std::string_view& text)
{
    const bool west = text.starts_with('-');
    if (!take(text, west ? '-' : '+'))
        return {};
    const auto hours = takeDigits(text, 2);
    const auto minutes = takeDigits(text, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59)
        return {};
    const int zone = *hours * 60 + *minutes;
    return west ? -zone : zone;
}

void putDigits(std::string& out, int value, int count)
{
    int power = 1;
    for (int i = 1; i < count; ++i)
        power *= 10;
    for (; power > 0; power /= 10)
        out += static_cast<char>('0' + value / power % 10);
}

} // namespace

Date dateOf(DateTime moment)
{
    constexpr UnixSeconds first = -62135596800; // 0001-01-01
    constexpr UnixSeconds last = 253402300799; // 9999-12-31
    const auto local = std::clamp(moment.time, first, last) + UnixSeconds{60} * moment.zone;
    const auto days = std::chrono::floor<std::chrono::days>(
        std::chrono::sys_seconds(std::chrono::seconds(std::clamp(local, first, last)))
    );
    const std::chrono::year_month_day day(days);
    return Date{
        static_cast<int>(day.year()),
        static_cast<int>(static_cast<unsigned>(day.month())),
        static_cast<int>(static_cast<unsigned>(day.day()))
    };
}

UnixSeconds startOf(Date date)
{
    return std::chrono::sys_days(calendarDay(date)).time_since_epoch().count() * secondsOfDay;
}

std::optional<Date> parseDate(std::string_view text)
{
    auto day = takeDigits(text, 2);
    if (!day)
        day = takeDigits(text, 1);
    if (!day)
        return {};
    const auto date = takeMonthAndYear(text, *day);
    return text.empty() ? date : std::nullopt;
}

std::optional<DateTime> parseDateTime(std::string_view text)
{
    const auto day = take(text, ' ') ? takeDigits(text, 1) : takeDigits(text, 2);
    if (!day)
        return {};
    const auto date = takeMonthAndYear(text, *day);
    if (!date || !take(text, ' '))
        return {};
    const auto seconds = takeTime(text);
    if (!seconds || !take(text, ' '))
        return {};
    const auto zone = takeZone(text);
    if (!zone || !text.empty())
        return {};
    return DateTime{startOf(*date) + *seconds - UnixSeconds{60} * *zone, *zone};
}

void formatDate(std::string& out, Date date)
{
    putDigits(out, date.day, date.day < 10 ? 1 : 2);
    out += '-';
    out += months.at(static_cast<std::size_t>(date.month - 1));
    out += '-';
    putDigits(out, date.year, 4);
}

void formatDateTime(std::string& out, DateTime moment)
{
    const auto date = dateOf(moment);
    const auto local = moment.time + UnixSeconds{60} * moment.zone;
    const auto seconds = static_cast<int>((local % secondsOfDay + secondsOfDay) % secondsOfDay);
    out += '"';
    if (date.day < 10)
        out += ' ';
    formatDate(out, date);
    out += ' ';
    putDigits(out, seconds / 3600, 2);
    out += ':';
    putDigits(out, seconds / 60 % 60, 2);
    out += ':';
    putDigits(out, seconds % 60, 2);
    out += moment.zone < 0 ? " -" : " +";
    const int zone = moment.zone < 0 ? -moment.zone : moment.zone;
    putDigits(out, zone / 60, 2);
    putDigits(out, zone % 60, 2);
    out += '"';
}

} // namespace postamt::imap::proto
